SELECT no, revision, direction, events, actor, reason, activated_at
FROM revisions
ORDER BY no
