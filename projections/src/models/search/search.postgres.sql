SELECT recipe_id, title,
  CASE
    WHEN document @@ to_tsquery('simple', $3) THEN 1
    WHEN document @@ to_tsquery('simple', $4) THEN 2
    ELSE 3
  END::bigint AS tier
FROM {read}search_documents
WHERE household_id = $1
  -- the index finds both at once: one household's documents with these words
  AND document @@ $6::tsquery
  AND document @@ to_tsquery('simple', $5)
ORDER BY tier, length(title), title, recipe_id
LIMIT $2
