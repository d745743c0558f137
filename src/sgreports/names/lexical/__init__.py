"""Words and names in running text: capitals, numbers, a trie over words, slugs."""
