WITH hits AS (
  SELECT recipe_id, title, 1 AS tier FROM {read}search_documents WHERE household_id = $1 AND document MATCH $3
  UNION ALL
  SELECT recipe_id, title, 2 FROM {read}search_documents WHERE household_id = $1 AND document MATCH $4
  UNION ALL
  SELECT recipe_id, title, 3 FROM {read}search_documents WHERE household_id = $1 AND document MATCH $5
)
SELECT recipe_id, title, min(tier) AS tier
FROM hits
GROUP BY recipe_id, title
ORDER BY min(tier), length(title), title, recipe_id
LIMIT $2
