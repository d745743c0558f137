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

-- One row a count: how many of whom, what happened, where, when, by whom, and which page says so.
CREATE VIEW facts AS
WITH named(entity, display_name) AS (SELECT entity, display_name FROM entities),
party AS (
    SELECT "count", 'agents' AS part, unnest(agents) AS entity, generate_subscripts(agents, 1) AS place FROM counts
    UNION ALL
    SELECT "count", 'reported_by', unnest(reported_by), generate_subscripts(reported_by, 1) FROM counts
    UNION ALL
    SELECT "count", 'whose', unnest(whose), generate_subscripts(whose, 1) FROM counts
),
parties AS (
    SELECT "count",
           list(coalesce(display_name, party.entity) ORDER BY place) FILTER (part = 'agents') AS agents_name,
           list(coalesce(display_name, party.entity) ORDER BY place) FILTER (part = 'reported_by') AS reported_by_name,
           list(coalesce(display_name, party.entity) ORDER BY place) FILTER (part = 'whose') AS whose_name
    FROM party LEFT JOIN named ON named.entity = party.entity
    GROUP BY "count"
)
SELECT c."count" AS count_id, c.document, d.date AS document_date, d.title AS document_title, d.series, c.paragraph,
       c.page, document_link(c.document, c.page) AS link, place."order" AS paragraph_order, m."start" AS char_start,
       c.sentence_text, c.text AS number_text,
       coalesce(c.value_min, c.value_max) AS amount, c.comparator = '=' AS exact, c.value_min, c.value_max, c.comparator,
       c.kind, c.unit, c.unit_from, c.unit_lemma, c.unit_phrase, c.unit_class,
       CASE WHEN c.kind = 'money' THEN 'money, ' || coalesce(c.unit, 'currency unknown') ELSE c.unit_class END AS counted,
       c.event, c.event_text, c.polarity, c.modality,
       c.attributed_to, coalesce(source.display_name, told.text) AS attributed_to_name,
       c.agents, coalesce(p.agents_name, []) AS agents_name, c.agent_text,
       c.reported_by, coalesce(p.reported_by_name, []) AS reported_by_name,
       c.whose, coalesce(p.whose_name, []) AS whose_name,
       c.times, c.time_from, c.time_start, c.time_end,
       CASE WHEN year(c.time_start) = year(c.time_end) THEN year(c.time_start) END AS event_year,
       CASE WHEN year(c.time_start) = year(c.time_end) THEN CAST(year(c.time_start) AS VARCHAR)
            WHEN c.time_start IS NOT NULL AND c.time_end IS NOT NULL
                THEN CAST(year(c.time_start) AS VARCHAR) || '–' || CAST(year(c.time_end) AS VARCHAR)
            WHEN c.time_start IS NOT NULL THEN 'since ' || CAST(year(c.time_start) AS VARCHAR) END AS event_years,
       c.country, coalesce(state.display_name, c.country) AS country_name, c.country_from,
       c.part_of, c.part_group, c.measure, c.cumulative, c.additive, c.not_additive, c.repeats, c.also_in,
       coalesce((earlier.date, earlier.document) < (d.date, d.document), false) AS said_before,
       c.score, c.unit_score, c.event_score, c.agent_score, c.time_score, c.country_score, c.measure_score
FROM counts c
JOIN documents d ON d.document = c.document
LEFT JOIN documents earlier ON earlier.document = c.also_in[1]
JOIN mentions m ON m.id = c."count"
JOIN paragraphs place ON place.document = c.document AND place.paragraph = c.paragraph
LEFT JOIN parties p ON p."count" = c."count"
LEFT JOIN named state ON state.entity = c.country
LEFT JOIN mentions told ON told.id = c.attributed_to
LEFT JOIN named source ON source.entity = told.entity;

-- The facts that fit, and of each why a sum leaves it out (null where it does not): THE rule of what may be summed.
-- What an earlier report of the run says already is left out. A part of a total that is selected too is left out; a
-- part counts where its total is not selected. Of two breakdowns of one such total (by sex, by cause) only the first
-- counts.
CREATE MACRO selected(
    of_event := NULL, of_class := NULL, in_country := NULL, in_year := NULL, by_agent := NULL, in_series := NULL,
    by_source := NULL, of_whom := NULL, from_score := 0
) AS TABLE
WITH chosen AS (
    SELECT * FROM facts
    WHERE (of_event IS NULL OR event = of_event)
      AND (of_class IS NULL OR unit_class = of_class)
      AND (in_country IS NULL OR lower(in_country) IN (lower(country), lower(country_name)))
      AND (in_year IS NULL OR in_year BETWEEN year(time_start) AND year(coalesce(time_end, time_start)))
      AND (by_agent IS NULL OR list_contains(agents, by_agent)
           OR contains(lower(array_to_string(agents_name, '; ') || '; ' || coalesce(agent_text, '')), lower(by_agent)))
      AND (in_series IS NULL OR series = in_series)
      AND (by_source IS NULL OR list_contains(reported_by, by_source)
           OR contains(lower(array_to_string(reported_by_name, '; ')), lower(by_source)))
      AND (of_whom IS NULL OR list_contains(whose, of_whom)
           OR contains(lower(array_to_string(whose_name, '; ')), lower(of_whom)))
      AND score >= from_score
),
parts AS (SELECT DISTINCT part FROM wholes WHERE whole IN (SELECT count_id FROM chosen)),
breakdowns(broken_down, first_group) AS (
    SELECT part_of, min(part_group) FROM chosen WHERE part_of IS NOT NULL AND additive GROUP BY part_of
)
SELECT chosen.*,
       CASE WHEN not_additive IS NOT NULL THEN not_additive
            WHEN said_before THEN 'in_an_earlier_report'
            WHEN count_id IN (SELECT part FROM parts) THEN 'part_of_another'
            WHEN part_group > first_group THEN 'another_breakdown' END AS left_out
FROM chosen LEFT JOIN breakdowns ON broken_down = chosen.part_of;

-- What stands at a moment: stocks, running totals and limits of what fits, one a place, holder, thing and day. They
-- are never added over time; `latest` marks the last of its year and `limit_amount` is the limit that held then.
CREATE MACRO standing(
    of_event := NULL, of_class := NULL, in_country := NULL, in_year := NULL, by_agent := NULL, in_series := NULL,
    by_source := NULL, of_whom := NULL, from_score := 0
) AS TABLE
WITH picked AS (
    SELECT *, array_to_string(whose_name, '; ') AS holder, coalesce(unit_lemma, kind) AS thing,
           coalesce(time_end, time_start) AS on_day
    FROM selected(of_event := of_event, of_class := of_class, in_country := in_country, in_year := in_year,
                  by_agent := by_agent, in_series := in_series, by_source := by_source, of_whom := of_whom,
                  from_score := from_score)
    WHERE left_out IN ('stock', 'running_total', 'limit') AND amount IS NOT NULL AND repeats IS NULL
      AND NOT said_before AND event <> 'changed'
),
moments AS (SELECT * FROM picked WHERE part_of IS NULL OR part_of NOT IN (SELECT count_id FROM picked)),
placed AS (
    SELECT *, row_number() OVER (
               PARTITION BY measure, country_name, holder, event, thing, on_day ORDER BY score DESC, amount DESC
           ) AS rank_of_day
    FROM moments
),
one AS (SELECT * EXCLUDE (rank_of_day) FROM placed WHERE rank_of_day = 1)
SELECT one.*, limits.amount AS limit_amount,
       row_number() OVER (
           PARTITION BY one.measure, one.country_name, one.holder, one.event, one.thing, year(one.on_day)
           ORDER BY one.on_day DESC
       ) = 1 AS last_of_year,
       row_number() OVER (
           PARTITION BY one.measure, one.country_name, one.holder, one.event, one.thing ORDER BY one.on_day DESC
       ) = 1 AS latest
FROM one ASOF LEFT JOIN (SELECT * FROM one WHERE measure = 'limit') AS limits
    ON limits.country_name IS NOT DISTINCT FROM one.country_name AND limits.holder = one.holder
   AND limits.thing = one.thing AND limits.event = one.event AND one.measure = 'stock' AND limits.on_day <= one.on_day;

-- Relations, readable without a join.
CREATE VIEW statements AS
SELECT r.id AS relation_id, r.document, d.date AS document_date, d.title AS document_title, r.paragraph,
       coalesce(cue.page, p.page_first) AS page, document_link(r.document, coalesce(cue.page, p.page_first)) AS link,
       r.evidence AS sentence_text, r.type AS relation_type, r.role AS count_role,
       r.subject_label, r.subject_entity, coalesce(s.display_name, r.subject_text) AS subject_name, r.subject_text,
       r.object_label, r.object_entity, coalesce(o.display_name, r.object_text) AS object_name, r.object_text,
       r.polarity, r.modality, coalesce(a.display_name, said.text) AS attributed_to_name,
       r.source AS found_by, r.rule AS found_by_rule, r.score
FROM relations r
JOIN documents d ON d.document = r.document
JOIN paragraphs p ON p.document = r.document AND p.paragraph = r.paragraph
LEFT JOIN mentions cue ON cue.id = r.subject
LEFT JOIN entities s ON s.entity = r.subject_entity
LEFT JOIN entities o ON o.entity = r.object_entity
LEFT JOIN mentions said ON said.id = r.attributed_to
LEFT JOIN entities a ON a.entity = said.entity;

-- Every mention of a text.
CREATE VIEW citations AS
SELECT m.id AS mention_id, m.document, d.date AS document_date, d.title AS document_title, m.paragraph, m.text_unit, m.page,
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
SELECT m.id AS mention_id, m.document, d.date AS document_date, d.title AS document_title, m.paragraph, m.text_unit, m.page,
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
