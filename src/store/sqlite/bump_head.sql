-- Takes ?2 positions in the household ?1. The time never goes behind the newest event's.
INSERT INTO heads (household_id, head, recorded_at)
VALUES (?1, ?2, ?3)
ON CONFLICT (household_id) DO UPDATE
SET head = head + excluded.head,
  recorded_at = max(recorded_at, excluded.recorded_at)
RETURNING head, recorded_at
