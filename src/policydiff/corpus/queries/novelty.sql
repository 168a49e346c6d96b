-- How new a report is against the one before it, allowing for the length of the two.
-- novelty is 1 minus the commitments with a partner (those of the report that has fewer of them with one) over the commitments of the
-- shorter report: 0 where as much goes on as can, 1 where nothing does. A report that merely grows or shrinks has none.
-- warnings are those about the comparison: with LOW_OVERLAP hardly anything found its partner, be it new or merely worded anew.
-- new_share, which counts what is new over all commitments and grows with the length, stands beside it.
-- nothing: No two reports are of one place, or none of the place that is asked for.
-- option place text = : a place, or a part of its name; by default all
WITH counted AS (
  SELECT place, year, old_year, file,
    coalesce(sum(len(string_split(old_ids, ' '))) FILTER (status IN ('continued', 'changed')), 0) AS old_kept,
    coalesce(sum(len(string_split(new_ids, ' '))) FILTER (status IN ('continued', 'changed')), 0) AS new_kept,
    coalesce(sum(len(string_split(new_ids, ' '))) FILTER (status = 'new'), 0) AS new,
    coalesce(sum(len(string_split(old_ids, ' '))) FILTER (status = 'dropped'), 0) AS dropped
  FROM changes WHERE contains(place, $place)
  GROUP BY place, year, old_year, file
)
SELECT place, year, counted.old_year, round(1 - least(old_kept, new_kept) / nullif(least(old_kept + counted.dropped, new_kept + counted.new), 0), 4) AS novelty,
  round(counted.new / nullif(new_kept + counted.new, 0), 4) AS new_share, new_kept + counted.new AS commitments,
  old_kept + counted.dropped AS commitments_before,
  counted.new, counted.dropped, warnings, counted.file
FROM counted JOIN pairs USING (place, year)
ORDER BY novelty DESC, place, year
