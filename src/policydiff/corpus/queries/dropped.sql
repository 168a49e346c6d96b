-- What is dropped most often: programmes (terms of the commitments) by how many times a commitment about them was not promised again.
-- The programme itself may go on in another commitment; gone counts the times when no commitment of the next report has the term.
-- unanswered counts, of these, those of which the next report says nothing at all: neither delivered, nor withdrawn, nor mentioned.
-- option most number = 50: rows at most
WITH dropped AS (
  SELECT place, old_year, year, facet_reason, unnest(string_split(old_ids, ' ')) AS id FROM changes WHERE status = 'dropped'
), named AS (
  SELECT unnest(string_split(c.terms, ' ')) AS term, dropped.place, dropped.year, facet_reason, c.text
  FROM dropped JOIN commitments AS c ON c.place = dropped.place AND c.year = dropped.old_year AND c.id = dropped.id
), later AS (
  SELECT DISTINCT place, year, unnest(string_split(terms, ' ')) AS term FROM commitments
)
SELECT term, count(*) AS times, count(*) FILTER (later.term IS NULL) AS gone,
  count(*) FILTER (later.term IS NULL AND facet_reason = 'not_restated') AS unanswered, count(DISTINCT named.place) AS places,
  min(named.year) AS first_year, max(named.year) AS last_year, arg_max(text, (named.year, named.place, text)) AS words
FROM named LEFT JOIN later USING (place, year, term)
GROUP BY term
ORDER BY gone DESC, times DESC, term
LIMIT $most::BIGINT
