-- Who promises something first: for every place the first year in which a commitment has these words, the earliest place first.
-- reports_before counts the earlier reports of the place, none of which has them. Where there is none the place may have promised it
-- before, and how many years after the earliest place it did is left empty. commitments counts those of all its reports.
-- nothing: No commitment has these words; what is meant may go by another name.
-- option phrase text: words that a commitment holds; other names of the same with | between them
WITH named AS (
  SELECT place, year, start, text, file FROM commitments
  WHERE has_words(text, $phrase)
), begun AS (
  SELECT place, min(year) AS year, count(*) AS commitments, arg_min(text, (year, start)) AS words, arg_min(file, (year, start)) AS file
  FROM named GROUP BY place
), dated AS (
  SELECT begun.*, level, (SELECT count(*) FROM reports AS r WHERE r.place = begun.place AND r.year < begun.year) AS reports_before
  FROM begun JOIN (SELECT DISTINCT place, level FROM reports) USING (place)
), earliest AS (SELECT min(year) AS first FROM begun)
SELECT level, place, year, CASE WHEN reports_before > 0 OR year = first THEN year - first END AS years_after_first, reports_before,
  commitments, words, file
FROM dated CROSS JOIN earliest
ORDER BY year, place
