-- Mail that leaves the house: written with the change that it tells of, sent by the cron or at once (edge/mail/send-mails.ts).
CREATE TABLE mails (
  id TEXT PRIMARY KEY,                     -- hash of the intent: the same intent twice is one mail
  kind TEXT NOT NULL,                      -- what it is: test, later invoice, review-invitation …
  actor TEXT NOT NULL,                     -- on whose behalf: a person's id, or cron
  object_kind TEXT,                        -- what it is about
  object_id TEXT,
  recipient TEXT,                          -- JSON {email, name}; null once forgotten
  content TEXT,                            -- JSON: subject, text, html, attachments as ids of documents; null once forgotten
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'unknown', 'refused', 'failed')),
  code TEXT,                               -- why it waits, or how it ended
  mailer TEXT,                             -- the connector that tried last
  message_id TEXT,                         -- the provider's
  attempt INTEGER NOT NULL DEFAULT 0,
  begun_at INTEGER,                        -- of the latest attempt
  maybe_since INTEGER,                     -- the first attempt of which nobody knows whether it got through
  wake_at INTEGER,                         -- when it is due (queued), or taken for dead (sending); null at the end
  created_at INTEGER NOT NULL,
  ended_at INTEGER
);
CREATE INDEX mails_due ON mails (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX mails_forget ON mails (ended_at) WHERE content IS NOT NULL AND ended_at IS NOT NULL;
CREATE INDEX mails_ended ON mails (ended_at) WHERE content IS NULL AND ended_at IS NOT NULL;
CREATE INDEX mails_trouble ON mails (ended_at) WHERE state IN ('unknown', 'refused', 'failed');
CREATE INDEX mails_object ON mails (object_kind, object_id) WHERE object_id IS NOT NULL;
