-- What is dropped most often: programmes (terms of the commitments) by how many reports dropped them.
-- times counts the commitments about it that were not promised again, though others of the next report may be about it too.
-- gone counts the reports after which none is, share is their part of all reports that promise it and have a next one: a high share
-- marks a programme that comes and goes, a low one words that are used again and again. unanswered counts, of those gone, the reports
-- of which the next one says nothing at all of the promise: neither delivered, nor withdrawn, nor mentioned.
-- nothing: No two reports are of one place, or none of the place that is asked for, or nothing was dropped.
-- option place text = : a place, or a part of its name; by default all
-- option most number = 50: rows at most
WITH followed AS (
  SELECT DISTINCT place, old_year, year FROM changes WHERE contains(place, $place)
), used AS (
  SELECT DISTINCT place, year, unnest(string_split(terms, ' ')) AS term FROM commitments
), promised AS (
  SELECT term, count(*) AS reports FROM used JOIN followed ON followed.place = used.place AND followed.old_year = used.year GROUP BY term
), dropped AS (
  SELECT place, old_year, year, facet_reason, unnest(string_split(old_ids, ' ')) AS id
  FROM changes WHERE status = 'dropped' AND contains(place, $place)
), named AS (
  SELECT unnest(string_split(c.terms, ' ')) AS term, dropped.place, dropped.year, facet_reason, c.text
  FROM dropped JOIN commitments AS c ON c.place = dropped.place AND c.year = dropped.old_year AND c.id = dropped.id
), told AS (
  SELECT named.term, named.place, named.year, count(*) AS times, any_value(used.term) IS NULL AS gone,
    bool_and(facet_reason = 'not_restated') AS silent, min(text) AS words
  FROM named LEFT JOIN used USING (place, year, term)
  GROUP BY named.term, named.place, named.year
)
SELECT term, sum(times)::BIGINT AS times, any_value(reports) AS reports, count(*) FILTER (gone) AS gone,
  round(count(*) FILTER (gone) / any_value(reports), 4) AS share, count(*) FILTER (gone AND silent) AS unanswered,
  count(DISTINCT place) AS places, min(year) AS first_year, max(year) AS last_year, arg_max(words, (gone, year, place)) AS words
FROM told JOIN promised USING (term)
GROUP BY term
ORDER BY gone DESC, share DESC, times DESC, term
LIMIT $most::BIGINT
