"""What this package adds to the command line."""

from sgreports.cli.added import Command
from sgreports_gold.cli.agree import agree
from sgreports_gold.cli.curate import curate
from sgreports_gold.cli.files import gold
from sgreports_gold.cli.review import review
from sgreports_gold.cli.score import compare, score
from sgreports_gold.cli.train import train

GOLD = "Gold"
COMMANDS: tuple[Command, ...] = (
    ("Decide", curate, "curate dataset/ --event killed --country MLI --year 2025 --by mk"),
    (GOLD, review, "review --annotator mk --run outputs/run"),
    (GOLD, agree, "agree annotations/gold annotations/second"),
    (GOLD, score, "score outputs/run --split dev --by-rule"),
    (GOLD, compare, "compare outputs/before outputs/after"),
    (GOLD, gold, "gold place annotations/gold/S_2025_389.gold"),
    ("Train", train, "train relations --replace"),
)
"""The entry point `gold` of `sgreports.commands`."""
