SELECT no, revision, direction, events, actor, reason, activated_at
FROM heirloom.revisions
ORDER BY no
