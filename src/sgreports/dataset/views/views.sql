-- Views and macros of the DuckDB file. No column has a reserved word for its name; an entity has a …_name beside it.
-- They hold no rows of their own: what they show is in the tables.

-- Address of a document, and of a page of it; null for a file that has no symbol.
CREATE MACRO document_link(symbol, page_number) AS
    CASE WHEN contains(symbol, '/')
         THEN 'https://docs.un.org/en/' || symbol || coalesce('#page=' || CAST(page_number AS VARCHAR), '') END;

-- Every count that contains another: its total, the total's total, and so on.
CREATE VIEW wholes AS
WITH RECURSIVE above(part, whole) AS (
    SELECT "count", part_of FROM counts WHERE part_of IS NOT NULL
    UNION
    SELECT above.part, counts.part_of FROM above JOIN counts ON counts."count" = above.whole
    WHERE counts.part_of IS NOT NULL
)
SELECT part, whole FROM above;

-- Counts that a corrigendum replaces: in a paragraph that it names, those of the unit and event of one of its own; and
-- in the corrigendum, what stands between `For` and `read`.
CREATE VIEW corrections AS
SELECT DISTINCT old."count" AS count_id, new."count" AS corrected_by
FROM documents d
JOIN counts old ON old.document = d.corrects AND regexp_matches(old.paragraph, '^[0-9]+$')
JOIN counts new ON new.document = d.document AND new.unit_lemma = old.unit_lemma
               AND coalesce(new.event, '') = coalesce(old.event, '')
WHERE EXISTS (SELECT 1 FROM paragraphs named WHERE named.document = d.document
              AND regexp_matches(named.text, '\bparagraphs? ' || old.paragraph || '\b', 'i'))
   OR EXISTS (SELECT 1 FROM sections named WHERE named.document = d.document
              AND regexp_matches(named.title, '\bparagraphs? ' || old.paragraph || '\b', 'i'))
UNION ALL SELECT c."count", NULL
FROM documents d JOIN counts c ON c.document = d.document JOIN mentions m ON m.id = c."count"
JOIN paragraphs p ON p.document = c.document AND p.paragraph = c.paragraph
WHERE d.corrects IS NOT NULL AND regexp_matches(p.text[: m."start"], '\bfor [^.;]*$', 'i')
  AND regexp_matches(p.text[m."end" + 1 :], '^[^.;]*?\bread\b');

-- What a count is by what it belongs to: a part of what there is at a moment or of a running total is one, too, and so
-- is a total of parts that are all there at a moment. None is what happened: `seven schools were built, bringing the
-- total to 23`, `of the 22 schools 2 were burned`, `of the 80 planned patrols 66 were made`.
CREATE VIEW inherited AS
SELECT wholes.part AS count_id, arg_min(whole.not_additive, whole."count") AS not_additive
FROM wholes JOIN counts whole ON whole."count" = wholes.whole JOIN counts part ON part."count" = wholes.part
WHERE whole.not_additive IN ('stock', 'running_total') AND whole.event IS NOT DISTINCT FROM part.event
    AND NOT whole.brought
  AND coalesce(whole.verdict NOT IN ('wrong', 'disputed'), true)
GROUP BY ALL
UNION SELECT part_of, 'stock' FROM counts WHERE part_of IS NOT NULL
GROUP BY part_of HAVING count(*) > 1 AND bool_and(coalesce(not_additive, '') = 'stock');

-- What a sum may mix: people, where it says one person each (the bodies of the killed, homicides, returns, arrests),
-- else the class; of one that holds many kinds of things the noun, too. Incidents of harm are alike by what happened.
CREATE MACRO of_one_kind(event, lemma, class) AS CASE WHEN regexp_full_match(event || ' ' || lemma,
    'killed (body|homicide|murder|killing|execution)|returned (return|repatriation)|detained arrest|released release'
) THEN 'people'
WHEN holds_many_kinds(class) AND NOT (class = 'incidents' AND coalesce(is_harm(event), false))
    THEN concat_ws(', ', class, lemma) ELSE class END;

-- How far the prosecution of people came, by the word that says it.
CREATE MACRO stage_of(event_text) AS CASE WHEN regexp_matches(event_text, 'acquit', 'i') THEN ', acquitted'
    WHEN regexp_matches(event_text, 'convict|sentence', 'i') THEN ', convicted'
    WHEN regexp_matches(event_text, 'indict|charge|accuse', 'i') THEN ', charged' ELSE '' END;

-- Whether a sentence, or else what stands before it, tells of a disaster, an accident or an epidemic, and neither it
-- nor what stands between of violence.
CREATE MACRO is_without_violence(before, sentence) AS NOT regexp_matches(lower(sentence), '\b(' || violence() || ')')
    AND regexp_matches(lower(before || ' ' || sentence), '\b(' || disasters() || ')s?\b')
    AND NOT regexp_matches(regexp_extract(lower(before || ' ' || sentence), '(?s).*\b(?:' || disasters() || ')s?\b(.*)',
        1), '\b(' || violence() || ')');

-- How likely the cells of a row are right beside its unit.
CREATE MACRO beside_unit(event_score, measure_score, time_score, country_score) AS
    event_score * measure_score * time_score * coalesce(country_score, 1);

-- The part of a sentence in which a number stands, between commas and semicolons: `one from a road accident` of `one
-- shot, and one from a road accident`.
CREATE MACRO own_part(text, begins, ends) AS
    regexp_extract(left(text, begins), '[^,;.]*$') || regexp_extract(text[ends + 1 :], '^[^,;.]*');

-- Whether a number says by its verb or noun that it is a strength (`the strength of the force was 1,200`): a unit
-- without a class is then personnel.
CREATE MACRO is_strength(event, event_text, unit_lemma, measure) AS coalesce(
    event = 'deployed' AND 'strength' IN (lower(event_text), unit_lemma) AND measure IN ('stock', 'limit'), false);

-- Whom an event befalls are people, also where no noun says so, or a doubtful one (`37 killed and 19 injured`, `the
-- death of one`).
CREATE MACRO befalls_people(event) AS is_harm(event) OR event IN ('released', 'returned');
CREATE MACRO is_of_people(unit_class, unit_score, event, measure, kind) AS
    coalesce(befalls_people(event) AND measure IN ('flow', 'stock', 'running_total') AND kind = 'cardinal', false)
    AND (unit_class IS NULL OR coalesce(unit_score < 0.9 AND of_persons(unit_class), false));

-- One row a count: how many of whom, what happened, where, when, by whom, and which page says so. `not_added` is the
-- reason for which no sum takes it, whatever else is summed: States, places and buildings of what befalls people say
-- `where` it happened. What a reader decided is no stock for its total's sake. `score` is that of the row; of people
-- whom an event befell, whose noun is doubtful, that of its cells beside the unit where it is larger. Under .5 their
-- noun is `people`; so is the class of a harm whose noun has none (`six criminals`). `counted` is what a sum may mix:
-- patrols and visits are counted apart, those who were made to return, the acquitted and the convicted, the victims of
-- disasters and accidents.
CREATE VIEW facts AS
WITH display AS (SELECT entity, display_name, iso3 FROM entities),
party AS (
    SELECT "count", 'agents' AS part, unnest(agents) AS entity, generate_subscripts(agents, 1) AS place FROM counts
    UNION ALL SELECT "count", 'reported_by', unnest(reported_by), generate_subscripts(reported_by, 1) FROM counts
    UNION ALL SELECT "count", 'whose', unnest(whose), generate_subscripts(whose, 1) FROM counts
),
parties AS (
    SELECT "count",
           list(coalesce(display_name, party.entity) ORDER BY place) FILTER (part = 'agents') AS agents_name,
           list(coalesce(display_name, party.entity) ORDER BY place) FILTER (part = 'reported_by') AS reported_by_name,
           list(coalesce(display_name, party.entity) ORDER BY place) FILTER (part = 'whose') AS whose_name
    FROM party LEFT JOIN display ON display.entity = party.entity
    GROUP BY "count"
)
SELECT c."count" AS count_id, c.document, d.date AS document_date, d.title AS document_title, d.series, c.paragraph,
       c.page, document_link(c.document, c.page) AS link, place."order" AS paragraph_order, m."start" AS char_start,
       c.sentence_text, c.text AS number_text,
       coalesce(c.value_min, c.value_max) AS amount, c.comparator = '=' AS exact, c.value_min, c.value_max,
           c.comparator,
       c.kind, c.unit, c.unit_from, c.unit_lemma, c.unit_phrase, c.said,
       c.unit_class,
       CASE WHEN c.kind = 'money' THEN 'money, ' || coalesce(c.unit, 'currency unknown')
            WHEN c.event = 'returned' AND (regexp_matches(c.said, '\b(forc|deport|expel|expuls)')
                OR (regexp_matches(c.sentence_text, '\b(involuntar|forcibl|deport|forced (\w+ )?re)', 'i')
                    AND NOT regexp_matches(c.sentence_text, '\b(voluntar|spontan)', 'i')))
                THEN of_one_kind(c.event, c.unit_lemma, c.unit_class) || ', forced'
            WHEN c.event = 'prosecuted' AND of_persons(c.unit_class) THEN c.unit_class || stage_of(c.event_text)
            WHEN c.event IN ('killed', 'injured', 'casualties', 'abducted', 'destroyed')
                AND (is_without_violence(left(place.text, m."start"), c.sentence_text)
                     OR is_without_violence('', own_part(place.text, m."start", m."end")))
                THEN of_one_kind(c.event, c.unit_lemma, c.unit_class) || ', without violence'
            ELSE of_one_kind(c.event, c.unit_lemma, c.unit_class) END AS counted,
       c.event, c.event_text, c.polarity, c.modality,
       c.attributed_to, coalesce(source.display_name, told.text) AS attributed_to_name,
       c.agents, coalesce(p.agents_name, []) AS agents_name, c.agent_text,
       c.reported_by, coalesce(p.reported_by_name, []) AS reported_by_name,
       c.whose, coalesce(p.whose_name, []) AS whose_name, c.times, c.time_from, c.time_start, c.time_end,
       CASE WHEN year(c.time_start) = year(c.time_end) THEN year(c.time_start) END AS event_year,
       CASE WHEN year(c.time_start) = year(c.time_end) THEN CAST(year(c.time_start) AS VARCHAR)
            WHEN c.time_start IS NOT NULL AND c.time_end IS NOT NULL
                THEN CAST(year(c.time_start) AS VARCHAR) || '–' || CAST(year(c.time_end) AS VARCHAR)
            WHEN c.time_start IS NOT NULL THEN 'since ' || CAST(year(c.time_start) AS VARCHAR) END AS event_years,
       year(c.time_start) AS year_start, year(c.time_end) AS year_end,
       c.country, coalesce(state.display_name, c.country) AS country_name, state.iso3, c.country_from,
       c.part_of, c.part_group, c.measure, c.cumulative, c.additive, c.not_additive, c.repeats, c.also_in,
       CASE WHEN c.verdict = 'wrong' THEN 'refused'
            WHEN c.verdict = 'disputed' THEN 'disputed'
            WHEN c.not_additive IS NOT NULL THEN c.not_additive
            WHEN c.verdict IS NULL AND c.unit_class IN ('states', 'places', 'facilities')
                AND befalls_people(c.event) THEN 'where'
            WHEN c."count" IN (SELECT count_id FROM corrections) THEN 'corrected'
            WHEN (earlier.date, earlier.document) < (d.date, d.document)
                 AND d.corrects IS DISTINCT FROM earlier.document THEN 'in_an_earlier_report'
            WHEN c.verdict IS NULL THEN inherited.not_additive END AS not_added,
       c.score, c.unit_score, c.event_score, c.agent_score, c.time_score, c.country_score, c.measure_score,
       c.verdict, c.decided_by, c.decided_kind, c.covered_by, c.revised_by
FROM (
    SELECT * REPLACE (
        CASE WHEN needs_noun THEN 'people'
             WHEN unit_class IS NULL AND is_strength(event, event_text, unit_lemma, measure) THEN 'personnel'
             WHEN unit_class = 'other' AND is_harm(event) AND measure = 'flow' AND kind = 'cardinal' THEN 'people'
             ELSE unit_class END AS unit_class,
        CASE WHEN needs_noun THEN 'people' ELSE unit END AS unit,
        CASE WHEN needs_noun THEN 'person' ELSE unit_lemma END AS unit_lemma,
        CASE WHEN needs_noun THEN 'people' ELSE unit_phrase END AS unit_phrase,
        CASE WHEN of_people THEN greatest(score,
            round(beside_unit(event_score, measure_score, time_score, country_score), 3))
             ELSE score END AS score
    ) FROM (SELECT *, is_of_people(unit_class, unit_score, event, measure, kind) AS of_people,
                   of_people AND verdict IS NULL AND (unit_class IS NULL OR unit_score < 0.5) AS needs_noun FROM counts)
) c
JOIN documents d ON d.document = c.document
LEFT JOIN documents earlier ON earlier.document = c.also_in[1]
JOIN mentions m ON m.id = c."count"
JOIN paragraphs place ON place.document = c.document AND place.paragraph = c.paragraph
LEFT JOIN parties p ON p."count" = c."count"
LEFT JOIN (SELECT count_id, min(not_additive) AS not_additive FROM inherited GROUP BY count_id) inherited
    ON inherited.count_id = c."count"
LEFT JOIN display state ON state.entity = c.country
LEFT JOIN mentions told ON told.id = c.attributed_to
LEFT JOIN display source ON source.entity = told.entity;

-- The facts in a dozen columns, to begin with: a total adds those without a reason in `not_added` and with a score of
-- {ADDED} and more, of which none contains or covers another.
CREATE VIEW facts_short AS
SELECT count_id, document, paragraph, amount, unit_phrase, event, country_name, event_years, not_added, score,
       sentence_text, link
FROM facts;

-- Whether two spans of days have so many days in common.
CREATE MACRO overlap_by(start, stop, other_start, other_stop, days) AS
    least(stop, other_stop) - greatest(start, other_start) + 1 >= days;

-- Numbers of the same whose times overlap, or of which one is of a country and the other of several: a sum of the one
-- that covers more must not have the other. What lasts less than four weeks covers nothing, nor does what has only the
-- time of its report, nor a number below ten. A number covers what its sentence speaks of: the other sentence must have
-- a third of the words that narrow it, and two where there are so many; the people whom `humanitarian partners` reached
-- are all who were assisted. What an annex tells of the people of a day it tells again after the report's body, or the
-- body before it: the larger number has the other. Of two sums of money nothing tells that one is in the other, nor of
-- what is often done, as training; of one report no two times that merely overlap are of one fact. Of a row that is
-- decided its reader says it. Of two numbers of a paragraph counting says it (`covered_by`). States and places where
-- something was done may be the same ones each time (nine countries were assisted, then 30): the largest number covers
-- the others that lie in its time.
CREATE VIEW coverings AS
WITH spans AS (
    SELECT count_id, document, paragraph, document_date, event, counted, country, amount,
           time_start, time_end, time_end - time_start AS days, time_from <> 'document' AS told,
           CASE WHEN of_people AND NOT of_persons(unit_class) THEN 'person' ELSE unit_lemma END AS unit_lemma,
           CASE WHEN of_persons(unit_class) OR of_people THEN '' ELSE unit_lemma END AS comparable,
           list_sort(whose) AS whose, list_sort(agents) AS agents, words.telling,
           event = 'assisted' AND regexp_full_match(concat_ws(' ', agent_text, unit_phrase),
               'humanitarian (partners|actors|agencies|organi[sz]ations) \w+') AS by_all
    FROM (SELECT *, starts_with(counted, 'people') AS of_people FROM facts) facts
    JOIN (SELECT "count", telling FROM counts) words ON words."count" = count_id
    WHERE not_added IS NULL AND telling IS NOT NULL AND time_start IS NOT NULL AND time_end IS NOT NULL
),
pairs AS MATERIALIZED (
    SELECT one.count_id AS covered, one.telling, other.count_id AS covered_by, other.telling AS other_telling,
        other.by_all
    FROM spans one JOIN spans other
      ON other.event = one.event AND (other.counted = one.counted OR other.by_all) AND other.comparable = one.comparable
     AND other.count_id <> one.count_id AND other.unit_lemma IN (one.unit_lemma, 'person')
     AND (other.by_all OR other.document <> one.document OR other.paragraph <> one.paragraph)
     AND other.told AND other.days >= 27 AND other.amount >= 10
     AND (len(other.whose) = 0 OR other.whose = one.whose) AND (len(other.agents) = 0 OR other.agents = one.agents)
     AND (other.country = one.country OR (other.country IS NULL AND other.unit_lemma = one.unit_lemma
          AND (one.country IS NOT NULL OR other.document = one.document)))
    WHERE (one.time_start >= other.time_start AND one.time_end <= other.time_end AND one.amount <= other.amount
           AND (one.days < other.days OR (one.country IS NOT NULL AND other.country IS NULL)
               OR other.by_all > one.by_all))
       OR (one.time_start = other.time_start AND one.time_end = other.time_end AND one.document <> other.document
           AND one.country = other.country AND one.unit_lemma = other.unit_lemma
           AND (one.amount, one.document_date, one.document) < (other.amount, other.document_date, other.document))
       OR (one.document <> other.document AND one.told AND one.days >= 27 AND one.unit_lemma = other.unit_lemma
           AND one.country = other.country AND one.amount <= 2 * other.amount
           AND overlap_by(one.time_start, one.time_end, other.time_start, other.time_end, 8)
           AND (one.time_start < other.time_start OR one.time_end > other.time_end)
           AND (one.days, other.document_date, other.count_id) < (other.days, one.document_date, one.count_id))
)
SELECT DISTINCT covered, covered_by FROM pairs
WHERE covered NOT IN (SELECT "count" FROM counts WHERE verdict IS NOT NULL)
  AND (by_all OR len(list_intersect(telling, other_telling)) >= greatest(least(len(other_telling), 2),
      len(other_telling) / 3))
UNION
SELECT one.count_id, other.count_id
FROM spans one JOIN spans other USING (document, event, counted, country, time_start, time_end)
WHERE befalls_people(event) AND one.comparable = '' AND one.days = 0 AND one.told AND other.told
  AND one.amount < other.amount
  AND starts_with(one.paragraph, 'annex') <> starts_with(other.paragraph, 'annex')
  AND one.count_id NOT IN (SELECT "count" FROM counts WHERE verdict IS NOT NULL)
UNION
SELECT one.count_id, other.count_id
FROM facts one JOIN facts other USING (event, counted, unit_class)
WHERE unit_class IN ('states', 'places') AND event NOT IN ('destroyed', 'seized', 'other')
  AND one.verdict IS NULL
  AND one.not_added IS NULL AND other.not_added IS NULL AND one.country IS NOT DISTINCT FROM other.country
  AND (one.amount, one.count_id) < (other.amount, other.count_id)
  AND one.time_start >= other.time_start AND one.time_end <= other.time_end
UNION
SELECT "count", unnest([covered_by, revised_by]) FROM counts WHERE coalesce(covered_by, revised_by) IS NOT NULL;

-- The entities that a word names: by key, name, abbreviation or another of their names; empty where it is none of
-- these.
CREATE MACRO entities_called(word) AS (
    SELECT coalesce(list(entity), [])
    FROM entities
    WHERE lower(word) IN (lower(entity), lower(name), lower(display_name), lower(abbreviation))
       OR list_contains(list_transform(aliases, lambda alias: lower(alias)), lower(word))
);

-- The missions of bodies: of a component (`iptf` of `unmibh`) that which it is a part of, of others themselves.
CREATE MACRO missions_of(keys) AS list_distinct(list_transform(keys, lambda key: coalesce(components()[key], key)));

-- The bodies that a word names as holder, agent or source: those called so, and components of a mission that is; the
-- United Nations are each body of their own system, missions, funds and offices (kind `un`).
CREATE MACRO bodies_called(word) AS (
    SELECT coalesce(list(entity), [])
    FROM entities, (SELECT entities_called(word) AS called)
    WHERE list_has_any([entity, components()[entity]], called)
        OR (kind = 'un' AND list_contains(list_append(called, lower(word)), 'un'))
);

-- Whether one of these entities is called by a word; where the word is nobody's name, whether their names hold it.
CREATE MACRO is_called(keys, names, word) AS
    list_transform([{called: bodies_called(word), keys: keys, names: names}], lambda it:
        CASE WHEN len(it.called) > 0 THEN list_has_any(it.keys, it.called)
             ELSE contains(lower(array_to_string(it.names, '; ')), lower(word)) END)[1];

-- The words of a text in small letters, without accents, each without the endings of its forms: `recruit` of
-- recruitment, recruits and recruited; `demobilise` is `demobilize`. stem() of the pages' words.js does the same.
CREATE MACRO stems_of(text) AS list_transform(regexp_extract_all(lower(strip_accents(text)), '[\p{L}\p{N}]+'),
    lambda word:
    CASE WHEN word IN ('children', 'women', 'men') THEN replace(replace(word, 'ren', ''), 'men', 'man')
         ELSE regexp_replace(regexp_replace(regexp_replace(regexp_replace(
              regexp_replace(word, '^(.{4,})is(e[ds]?|ing|ations?)$', '\1iz\2'), '^(.{2,})ie[sd]$', '\1y'),
              '^(.{2,}ee)s$|^(.{5,})(?:ments?|ions?)$|^(.{4,})(?:ings?|ed|es)$|^(.{2,}[^s])s$|^(.{1,2}[^e]e)d$',
                  '\1\2\3\4\5'), '^(.{3,}[^e])e$', '\1'),
              '(b)b$|(d)d$|(g)g$|(m)m$|(n)n$|(p)p$|(r)r$|(t)t$', '\1\2\3\4\5\6\7\8') END);

-- Whether a text has all these words, each in any of its forms.
CREATE MACRO has_words(text, words) AS list_has_all(stems_of(text), stems_of(words));

-- Whether more than half of the days of a time lie between two days, each of which may be null.
CREATE MACRO is_mostly(start, stop, since_day, until_day) AS
    overlap_by(start, stop, since_day, until_day, (stop - start + 1) // 2 + 1);

-- Holders in few words: by abbreviation where there is one.
CREATE MACRO holders(keys) AS (
    SELECT coalesce(string_agg(coalesce(abbreviation, display_name, held.entity), '; ' ORDER BY place), '')
    FROM (SELECT unnest(keys) AS entity, generate_subscripts(keys, 1) AS place) held
    LEFT JOIN entities ON entities.entity = held.entity
);

-- The same, of a component with its mission: `IPTF of UNMIBH`.
CREATE MACRO holders_of_missions(keys) AS concat_ws(' of ', holders(keys),
    nullif(holders(list_filter(missions_of(keys), lambda key: NOT list_contains(keys, key))), ''));

-- Whether a row is sure enough for a sum, and for containing and covering others; of a reader's decisions those that
-- say what it is. `only_decided` takes nothing else.
CREATE MACRO is_taken(score, verdict, from_score, only_decided) AS
    CASE WHEN verdict IS NULL THEN NOT only_decided AND coalesce(score >= from_score, false)
         ELSE verdict NOT IN ('wrong', 'disputed') END;

-- The facts that fit, and of each why a sum leaves it out (null where it does not): THE rule of what may be summed.
-- What is unsure (a score below `from_score`) is left out, and contains and covers nothing.
-- Of a fact that its report tells again, whose counted row does not fit or is unsure, the first sure row that fits
-- stands in its place; where its counted row does not fit and none is sure, the first is `unsure`, not `repeated`. What
-- an earlier report of the run says already is left out, and what a corrigendum corrects. A part of a total that is
-- selected too is left out; a part counts where its total is not selected. Of two breakdowns of one such total (by sex,
-- by cause) only the first counts. Of numbers of the same whose times overlap, or of which one is of a country and the
-- other of several, that of the longer time, or of the larger place, counts. `left_out_for` is the count that covers,
-- contains or corrects it, or that said it before; of a second breakdown the total. Null where that is not told.
CREATE MACRO selected(
    of_event := NULL, of_class := NULL, in_country := NULL, in_year := NULL, by_agent := NULL, in_series := NULL,
    by_source := NULL, of_whom := NULL, from_score := {ADDED}, only_decided := false,
    since_day := NULL, until_day := NULL, about := NULL, about_in := 'sentence'
) AS TABLE
WITH fitting AS (
    FROM facts
    WHERE (of_event IS NULL OR event = of_event)
      AND (of_class IS NULL OR unit_class = of_class)
      AND (in_country IS NULL OR lower(in_country) IN (lower(country), lower(country_name))
           OR list_contains(entities_called(in_country), country))
      AND (in_year IS NULL OR in_year BETWEEN year(time_start) AND year(coalesce(time_end, time_start)))
      AND (by_agent IS NULL OR is_called(agents, agents_name, by_agent)
           OR coalesce(has_words(agent_text, by_agent), false))
      AND (in_series IS NULL OR series = in_series)
      AND (by_source IS NULL OR is_called(reported_by, reported_by_name, by_source))
      AND (of_whom IS NULL OR is_called(whose, whose_name, of_whom))
      AND (coalesce(since_day, until_day) IS NULL
          OR is_mostly(time_start, coalesce(time_end, time_start), since_day, until_day))
),
near AS MATERIALIZED (
    SELECT document, paragraph, concat_ws(' ', title, text) AS words
    FROM paragraphs SEMI JOIN fitting USING (document, paragraph) LEFT JOIN sections USING (document, section)
    WHERE about IS NOT NULL AND about_in = 'paragraph'
),
asked AS (
    SELECT *, is_taken(score, verdict, from_score, only_decided) AS is_sure FROM fitting
    WHERE about IS NULL OR about_in = 'sentence' AND has_words(sentence_text, about)
       OR (document, paragraph) IN (SELECT (document, paragraph) FROM near WHERE has_words(words, about))
),
instead AS (
    FROM asked SELECT count_id, repeats AS fact
    WHERE not_added = 'repeated' AND (is_sure OR repeats NOT IN (SELECT count_id FROM asked))
      AND repeats NOT IN (SELECT count_id FROM asked WHERE is_sure OR verdict IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY repeats ORDER BY is_sure DESC, paragraph_order, char_start) = 1
),
chosen AS (
    SELECT asked.* REPLACE (CASE WHEN fact IS NULL THEN not_added END AS not_added), coalesce(fact, count_id) AS fact
    FROM asked LEFT JOIN instead USING (count_id)
),
parts AS (
    SELECT one.count_id AS part, arg_min(whole, (whole <> one.part_of, chosen.amount, whole)) AS whole
    FROM (SELECT *, unnest(list_distinct([count_id, fact])) AS part FROM chosen) one
    JOIN wholes USING (part) JOIN chosen ON chosen.fact = whole AND chosen.is_sure
    WHERE NOT coalesce(at_a_moment(chosen.not_added), false)
    GROUP BY one.count_id
),
breakdowns(broken_down, first_group) AS (
    SELECT part_of, min(part_group) FROM chosen WHERE part_of IS NOT NULL AND not_added IS NULL AND is_sure
    GROUP BY part_of
),
within_reports AS (
    SELECT chosen.*,
           CASE WHEN not_added IS NOT NULL THEN not_added
                WHEN whole IS NOT NULL THEN 'part_of_another'
                WHEN part_group > first_group THEN 'another_breakdown' END AS reason, whole
    FROM chosen LEFT JOIN breakdowns ON broken_down = chosen.part_of LEFT JOIN parts ON part = count_id
),
over_reports AS (
    SELECT covered, arg_max(coverings.covered_by, (amount, coverings.covered_by)) AS covering
    FROM coverings JOIN within_reports ON fact = coverings.covered_by AND reason IS NULL AND is_sure
    GROUP BY covered
),
corrected AS (
    SELECT count_id, any_value(corrected_by) AS corrected_by
    FROM corrections WHERE corrected_by NOT IN (SELECT count_id FROM corrections)
    GROUP BY count_id HAVING count(*) = 1
),
earlier AS (
    SELECT count_id, min("count") AS told
    FROM chosen JOIN counts ON counts.document = chosen.also_in[1] AND counts.value_min = chosen.value_min
     AND counts.unit_lemma = chosen.unit_lemma AND counts.event IS NOT DISTINCT FROM chosen.event
     AND counts.country = chosen.country AND counts.time_start = chosen.time_start
     AND counts.time_end IS NOT DISTINCT FROM chosen.time_end AND counts.repeats IS NULL
    WHERE chosen.not_added = 'in_an_earlier_report'
    GROUP BY count_id
)
SELECT within_reports.* EXCLUDE (reason, whole, is_sure, fact),
       CASE WHEN reason IS NOT NULL THEN reason
            WHEN covering IS NOT NULL THEN 'overlapping'
            WHEN only_decided AND verdict IS NULL THEN 'undecided'
            WHEN NOT is_sure THEN 'unsure' END AS left_out,
       CASE left_out WHEN 'overlapping' THEN covering WHEN 'part_of_another' THEN whole
                     WHEN 'another_breakdown' THEN part_of WHEN 'repeated' THEN coalesce(instead.count_id, repeats)
                     WHEN 'in_an_earlier_report' THEN told WHEN 'corrected' THEN corrected_by END AS left_out_for
FROM within_reports
LEFT JOIN over_reports ON covered = within_reports.fact
LEFT JOIN instead ON instead.fact = repeats
LEFT JOIN corrected ON corrected.count_id = within_reports.count_id
LEFT JOIN earlier ON earlier.count_id = within_reports.count_id;

-- What stands at a moment: stocks, running totals and limits, with holder, thing and day; none is what is missing (`a
-- shortfall of 2,400 troops`, `300 under its limit`). `limit_amount` is that of the sentence, else the last that the
-- holder was authorized; a limit that is exceeded was not that of the number, and is none. Of several things beside one
-- limit it limits the one with the largest number, of which the others are parts: `13,000 troops out of 14,000,
-- including 400 staff officers`. A strength is as sure as its cells beside the unit.
CREATE VIEW moments AS
WITH candidates AS (
    SELECT count_id, document, paragraph, sentence_text, char_start, kind, unit, unit_class, event, country, amount,
           unit_lemma, not_added AS measure, holders(whose) AS holder, coalesce(time_end, time_start) AS on_day,
           CASE WHEN own_noun IS DISTINCT FROM unit_lemma THEN unit_lemma ELSE words.thing END AS thing,
           CASE WHEN is_strength(event, event_text, unit_lemma, measure)
                THEN greatest(score, beside_unit(event_score, measure_score, time_score, country_score))
                    ELSE score END AS standing_score
    FROM facts JOIN (SELECT "count", thing, unit_lemma AS own_noun FROM counts) words ON words."count" = count_id
    WHERE at_a_moment(not_added) AND amount IS NOT NULL AND repeats IS NULL
      AND event IS DISTINCT FROM 'changed' AND NOT regexp_matches(sentence_text,
          format('\b(shortfall|shortage) of (\w+ )?{0}|{0} (below|under) (its|their)\b', regexp_escape(number_text)),
              'i')
),
of_holders AS (
    SELECT * REPLACE (regexp_replace(thing, '^' || regexp_escape(lower(holder)) || ' ', '') AS thing) FROM candidates
),
same_sentence AS (
    SELECT stock.count_id, limits.count_id AS limit_id, limits.amount AS limit_amount, stock.thing, stock.amount,
           abs(limits.char_start - stock.char_start) AS apart
    FROM of_holders stock JOIN of_holders limits
      ON limits.document = stock.document AND limits.paragraph = stock.paragraph
     AND limits.sentence_text = stock.sentence_text AND limits.unit_class = stock.unit_class
         AND limits.event = stock.event
    WHERE stock.measure = 'stock' AND limits.measure = 'limit' AND limits.amount >= stock.amount
      AND (stock.kind <> 'money' OR limits.unit IS NOT DISTINCT FROM stock.unit)
    QUALIFY 1 = row_number() OVER (
        PARTITION BY stock.count_id ORDER BY apart > 80, limits.unit_lemma <> stock.unit_lemma, apart, limits.count_id
    )
),
earlier AS (
    SELECT stock.count_id, limits.count_id AS limit_id, limits.amount AS limit_amount
    FROM (FROM of_holders WHERE measure = 'stock' AND holder <> '') AS stock
    ASOF JOIN (FROM of_holders WHERE measure = 'limit' AND holder <> ''
        AND regexp_matches(sentence_text, '\bauthori[sz]', 'i')
               QUALIFY row_number() OVER (
                   PARTITION BY country, holder, thing, event, on_day ORDER BY amount DESC, count_id
               ) = 1) AS limits
      ON limits.country IS NOT DISTINCT FROM stock.country AND limits.holder = stock.holder
     AND limits.thing = stock.thing AND limits.event = stock.event AND limits.on_day <= stock.on_day
    WHERE limits.amount >= stock.amount AND stock.count_id NOT IN (SELECT count_id FROM same_sentence WHERE apart <= 80)
),
limited AS (
    SELECT count_id, limit_id, limit_amount FROM (
        FROM same_sentence QUALIFY thing = first_value(thing) OVER (PARTITION BY limit_id ORDER BY amount DESC,
            count_id)
    ) WHERE apart <= 80
    UNION ALL SELECT * FROM earlier
)
SELECT of_holders.count_id, of_holders.measure, holder, thing, on_day, standing_score, limit_amount, limit_id
FROM of_holders LEFT JOIN limited ON limited.count_id = of_holders.count_id;

-- What stands at a moment and fits, one a place, holder, thing and day: the largest, first of those that begin in the
-- time asked for. Nothing of it is added over time; `latest` marks the last of all, `last_of_year` the last of its
-- year, `limiting` the limits that stand beside what they limit. What has no number in the days asked for has the last
-- of the year before, else the first after (`days_off`).
CREATE MACRO standing(
    of_event := NULL, of_class := NULL, in_country := NULL, in_year := NULL, by_agent := NULL, in_series := NULL,
    by_source := NULL, of_whom := NULL, from_score := {ADDED}, only_decided := false,
    since_day := NULL, until_day := NULL, about := NULL, about_in := 'sentence'
) AS TABLE
WITH picked AS (
    SELECT fitting.* EXCLUDE (measure, score), moments.* EXCLUDE (count_id, standing_score), standing_score AS score,
           (moments.measure, country, holder, event, thing, counted) AS line
    FROM selected(of_event := of_event, of_class := of_class, in_country := in_country, in_year := in_year,
                  by_agent := by_agent, in_series := in_series, by_source := by_source, of_whom := of_whom,
                  from_score := from_score, only_decided := only_decided,
                  about := about, about_in := about_in) AS fitting
    JOIN moments ON moments.count_id = fitting.count_id
    WHERE is_taken(standing_score, verdict, from_score, only_decided)
),
placed AS (
    FROM picked
    -- What stands is no part of what is authorized, nor what happened so far of what is there: `of the authorized
    -- 17,000 troops 13,888 were there`. A part that is something else has a line of its own: `52 tried, with 50
    -- convictions`.
    WHERE NOT EXISTS (
        FROM picked AS whole
        WHERE whole.count_id = picked.part_of AND whole.thing = picked.thing AND whole.measure = picked.measure
    )
    QUALIFY row_number() OVER (
        PARTITION BY line, on_day
        ORDER BY coalesce(time_start < coalesce(since_day, make_date(in_year, 1, 1)), false), amount DESC, score DESC,
                 count_id
    ) = 1
),
one AS (
    SELECT *, greatest(CASE measure WHEN 'limit' THEN coalesce(time_start, on_day) ELSE on_day END
                       - CAST(until_day AS DATE), 0)
              - greatest(CAST(since_day AS DATE) - on_day, 0) AS days_off
    FROM placed WHERE abs(days_off) <= 366 AND coalesce(on_day, since_day, until_day) IS NOT DISTINCT FROM on_day
    QUALIFY days_off = first_value(days_off) OVER (PARTITION BY line ORDER BY days_off <> 0, days_off > 0,
        abs(days_off))
)
SELECT * EXCLUDE (line), count_id IN (SELECT limit_id FROM one WHERE limit_id IS NOT NULL) AS limiting,
       count(*) OVER (PARTITION BY line) AS days_of_line,
       row_number() OVER (PARTITION BY line, year(on_day) ORDER BY on_day DESC) = 1 AS last_of_year,
       row_number() OVER (PARTITION BY line ORDER BY on_day DESC) = 1 AS latest
FROM one;

-- The States of an entity, of joined ones (`idf+laf`) of each: of a country itself, of a national body that of its key
-- (`name/hti/ministry-of-justice`) or of the registry; others have none.
CREATE MACRO states_of(entity, label) AS
    CASE WHEN label = 'COUNTRY' THEN string_split(entity, '+')
         ELSE list_distinct(list_filter(list_transform(string_split(entity, '+'), lambda key:
             coalesce(upper(nullif(regexp_extract(key, '^name/([a-z]{3,4})/', 1), '')), national_bodies()[key])
         ), lambda state: state IS NOT NULL)) END;

-- The State of an entity; null where it has none, and where joined ones are of several.
CREATE MACRO state_of(entity, label) AS
    list_transform([states_of(entity, label)], lambda states: CASE WHEN len(states) = 1 THEN states[1] END)[1];

-- Relations, readable without a join. `asserted` are those that hold by what the text says, neither denied nor planned.
-- `country` is the State of the object, else of the subject, else the one that the report is about.
CREATE VIEW statements AS
WITH placed AS (
    SELECT id, coalesce(of_object, of_subject, of_report) AS country,
           CASE WHEN of_object IS NOT NULL THEN 'object' WHEN of_subject IS NOT NULL THEN 'subject'
                WHEN of_report IS NOT NULL THEN 'document' END AS country_from
    FROM (SELECT r.id, state_of(r.object_entity, r.object_label) AS of_object,
                 state_of(r.subject_entity, r.subject_label) AS of_subject,
                 CASE WHEN len(d.about_countries) = 1 THEN d.about_countries[1] END AS of_report
          FROM relations r JOIN documents d ON d.document = r.document)
)
SELECT r.id AS relation_id, r.document, d.date AS document_date, d.title AS document_title, r.paragraph,
       coalesce(cue.page, p.page_first) AS page, document_link(r.document, coalesce(cue.page, p.page_first)) AS link,
       p."order" AS paragraph_order, r.evidence AS sentence_text, r.type AS relation_type, r.role AS count_role,
       r.subject_label, r.subject_entity, coalesce(s.display_name, r.subject_text) AS subject_name, r.subject_text,
       r.object_label, r.object_entity, coalesce(o.display_name, r.object_text) AS object_name, r.object_text,
       r.polarity, r.modality, r.polarity = 'affirmed' AND r.modality = 'actual' AS asserted,
       coalesce(a.display_name, said.text) AS attributed_to_name,
       placed.country, coalesce(state.display_name, placed.country) AS country_name, placed.country_from,
       r.source AS found_by, r.rule AS found_by_rule, r.score
FROM relations r
JOIN documents d ON d.document = r.document
JOIN paragraphs p ON p.document = r.document AND p.paragraph = r.paragraph
JOIN placed ON placed.id = r.id
LEFT JOIN mentions cue ON cue.id = r.subject
LEFT JOIN entities s ON s.entity = r.subject_entity
LEFT JOIN entities o ON o.entity = r.object_entity
LEFT JOIN mentions said ON said.id = r.attributed_to
LEFT JOIN entities a ON a.entity = said.entity
LEFT JOIN entities state ON state.entity = placed.country;

-- The resolutions that a mission of the dataset acts under: those of a report's cover, and those of which a paragraph
-- says so surely enough. Where a report's title names resolutions, the others of its cover are of the report alone.
-- Agreements and national laws are in `statements`. One row a mission and resolution, with the surest place that says
-- so.
CREATE VIEW mandates AS
WITH said AS (
    SELECT subject_entity AS mission, object_entity AS resolution, document, document_date, paragraph, page, link,
           sentence_text, score
    FROM statements
    WHERE relation_type = 'mandated_by' AND asserted AND score >= {ADDED}
      AND subject_entity IN (SELECT mission FROM documents WHERE mission IS NOT NULL)
    UNION ALL SELECT mission, resolution, document, date, NULL, 1, document_link(document, 1), NULL, NULL
    FROM (SELECT *, unnest(mandates) AS resolution FROM documents WHERE mission IS NOT NULL)
    WHERE NOT regexp_matches(coalesce(title, ''), 'resolutions? \d')
       OR contains(title, regexp_replace(resolution, '^.*RES/(\d+)\((\d+)\)$', '\1 (\2)'))
),
adopted AS (
    SELECT resolution, first(TRY_CAST(day AS DATE) ORDER BY times DESC, day) AS adopted_on FROM (
        SELECT subject_entity AS resolution, object_entity AS day, count(*) AS times FROM statements
        WHERE relation_type = 'dated' AND asserted AND regexp_matches(object_entity, '^\d{4}-\d{2}-\d{2}$')
          AND coalesce(nullif(regexp_extract(subject_entity, '\((\d{4})\)', 1), ''),
              object_entity[:4]) = object_entity[:4]
        GROUP BY ALL
    ) GROUP BY resolution
)
SELECT said.mission, m.display_name AS mission_name, said.resolution,
       coalesce(r.url, document_link(said.resolution, NULL)) AS resolution_link, adopted.adopted_on,
       coalesce(year(adopted.adopted_on), TRY_CAST(regexp_extract(said.resolution, '\((\d{4})\)', 1) AS INTEGER))
           AS adopted_year, TRY_CAST(regexp_extract(said.resolution, '/(\d+)', 1) AS INTEGER) AS resolution_number,
       bool_or(said.score IS NULL) OVER one AS on_cover, count(DISTINCT said.document) OVER one AS documents,
       said.document, said.paragraph, said.page, said.link, said.sentence_text, said.score
FROM said
LEFT JOIN entities m ON m.entity = said.mission
LEFT JOIN entities r ON r.entity = said.resolution
LEFT JOIN adopted ON adopted.resolution = said.resolution
WHERE regexp_matches(said.resolution, '(^|/)RES/')
WINDOW one AS (PARTITION BY said.mission, said.resolution)
QUALIFY row_number() OVER (
    PARTITION BY said.mission, said.resolution
    ORDER BY said.score DESC NULLS LAST, document_date, document, paragraph, sentence_text
) = 1;

-- How strong the missions of the dataset are by their own reports: their people and their components', also with the
-- States that give them, on a day that is said or where the text speaks of strength; none on top of others, none before
-- (`down from 21`), no part of the same (`918 of the 1,560 officers`), none of a team, none at first. One row a
-- mission, thing (troops) and day: the largest that is sure.
CREATE VIEW strengths AS
WITH held AS (
    SELECT list_filter(whose, lambda key: key NOT IN ('un', upper(key))) AS bodies,
        unnest(missions_of(bodies)) AS mission, country, country_name, on_day,
           concat_ws(' ', nullif(holders(bodies), holders(missions_of(bodies))),
               regexp_replace(thing, '^united nations ', '')) AS thing,
           number_text, amount, exact, comparator, limit_amount, document, document_date, paragraph, page, link,
               sentence_text,
           standing_score AS score, count_id, coalesce(said_again.repeats, part_of) AS part_of,
           CASE WHEN thing NOT LIKE '%strength' THEN unit_lemma END AS unit_lemma
    FROM facts JOIN moments USING (count_id)
    LEFT JOIN (SELECT "count" AS whole, repeats FROM counts) said_again ON whole = part_of
    WHERE not_added = 'stock' AND event = 'deployed' AND unit_class = 'personnel'
      AND len(bodies) = 1 AND len(list_filter(whose, lambda key: key = upper(key))) <> 1
      AND (time_from IN ('said', 'carried') OR regexp_matches(sentence_text, '\b(strength|compris|consist|totall?ing)'))
      AND NOT regexp_matches(concat_ws('|', unit_phrase, sentence_text),
          '^additional|\bfrom ' || regexp_escape(number_text) || '\b')
      AND NOT regexp_matches(split_part(sentence_text, number_text, 1),
          '\b(command|contingent|detachment|headquarters|initial|sector|team)\b[^;\d]*\b(was|is|now|numbered|(compris|consist|includ)\w+)\b', 'i')
      AND comparator IS DISTINCT FROM '<=' AND is_taken(standing_score, verdict, {ADDED}, false)
)
SELECT mission, m.display_name AS mission_name, held.* EXCLUDE (mission, bodies, part_of, unit_lemma)
FROM held LEFT JOIN entities m ON m.entity = held.mission
WHERE (document, mission) IN (SELECT (document, mission) FROM documents)
  AND NOT EXISTS (FROM held AS whole WHERE whole.count_id = held.part_of AND whole.bodies = held.bodies
                  AND whole.unit_lemma = coalesce(held.unit_lemma, whole.unit_lemma))
QUALIFY row_number() OVER (PARTITION BY mission, thing, on_day ORDER BY amount DESC, held.score DESC, count_id) = 1;

-- The missions that reports of the dataset are about: countries, head, mandates by year and strengths by day.
CREATE VIEW missions AS
WITH about AS (
    SELECT mission, list_sort(list_distinct(flatten(list(about_countries)))) AS countries, count(*) AS documents,
           min(date) AS first_report, max(date) AS last_report FROM documents WHERE mission IS NOT NULL GROUP BY mission
),
places AS (
    SELECT mission, list(coalesce(display_name, code) ORDER BY code) AS countries_name
    FROM (SELECT mission, unnest(countries) AS code FROM about) LEFT JOIN entities ON entity = code GROUP BY mission
),
heads AS (
    SELECT mission, arg_max(subject_name, (likely, subject_name)) AS head FROM (
        SELECT object_entity AS mission, subject_name, sum(score) AS likely FROM statements
        WHERE relation_type = 'leads' AND asserted AND subject_label = 'AGENCY' GROUP BY ALL
    ) GROUP BY mission
),
resolutions AS (
    SELECT mission, list({'resolution': resolution, 'adopted_on': adopted_on, 'adopted_year': adopted_year,
        'score': score}
                         ORDER BY adopted_year, resolution_number, resolution) AS mandates
    FROM mandates GROUP BY mission
),
stocks AS (
    SELECT mission, list({'on_day': on_day, 'thing': thing, 'amount': amount, 'comparator': comparator,
                          'limit_amount': limit_amount, 'document': document, 'paragraph': paragraph, 'score': score}
                         ORDER BY on_day, thing) AS strengths
    FROM strengths GROUP BY mission
)
SELECT about.mission, m.display_name AS mission_name, m.abbreviation, about.countries,
       coalesce(places.countries_name, []) AS countries_name, heads.head, coalesce(mandates, []) AS mandates,
       coalesce(strengths, []) AS strengths, about.documents, about.first_report, about.last_report
FROM about LEFT JOIN entities m ON m.entity = about.mission
LEFT JOIN places USING (mission) LEFT JOIN heads USING (mission)
LEFT JOIN resolutions USING (mission) LEFT JOIN stocks USING (mission);

-- Every mention of a text.
CREATE VIEW citations AS
SELECT m.id AS mention_id, m.document, d.date AS document_date, d.title AS document_title, m.paragraph, m.text_unit,
    m.page,
       document_link(m.document, m.page) AS link, m.text AS cited_text, m.kind AS cited_kind, m.entity AS cited_entity,
       coalesce(e.display_name, m.text) AS cited_name, e.url AS cited_link,
       CASE WHEN m.kind IN ('resolution', 'document') THEN m.entity END AS cited_symbol,
       CASE WHEN m.kind NOT IN ('resolution', 'document') THEN NULL
            WHEN starts_with(m.entity, 'S/') THEN 'Security Council'
            WHEN starts_with(m.entity, 'A/HRC/') THEN 'Human Rights Council'
            WHEN starts_with(m.entity, 'A/') THEN 'General Assembly'
            WHEN starts_with(m.entity, 'E/') THEN 'Economic and Social Council' END AS cited_organ,
       m.pinpoint, m."start" AS char_start, m."end" AS char_end, m.score
FROM mentions m
JOIN documents d ON d.document = m.document
LEFT JOIN entities e ON e.entity = m.entity
WHERE m.label = 'INSTRUMENT';

-- Every mention of a body, a country or a programme.
CREATE VIEW named AS
SELECT m.id AS mention_id, m.document, d.date AS document_date, d.title AS document_title, m.paragraph, m.text_unit,
    m.page,
       document_link(m.document, m.page) AS link, s.title AS section_title, m.label, m.kind, m.form, m.entity,
       coalesce(e.display_name, m.text) AS entity_name, m.text AS words, m."start" AS char_start,
       m."end" AS char_end, m.score
FROM mentions m
JOIN documents d ON d.document = m.document
LEFT JOIN paragraphs p ON p.document = m.document AND p.paragraph = m.paragraph
LEFT JOIN sections s ON s.document = m.document
    AND s.section = coalesce(p.section, CASE WHEN starts_with(m.text_unit, 'heading/') THEN m.text_unit[9:] END)
LEFT JOIN entities e ON e.entity = m.entity
WHERE m.label IN ('AGENCY', 'COUNTRY', 'PROGRAMME');
