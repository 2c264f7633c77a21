-- Mails that came in. A mail itself is never kept: only who sent it (30 days) and what became of it (90 days).
CREATE TABLE mails_in (
  id TEXT PRIMARY KEY,                     -- hash of Message-ID and recipient
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'asked', 'ignored')),
  reason TEXT,                             -- why it was ignored: edge/mail-in/mail.ts
  sender TEXT,                             -- address; forgotten after 30 days
  reading TEXT,                            -- JSON Sender, while `new`
  run_id TEXT                              -- who is asked about the sender, or was already
);
CREATE INDEX mails_in_latest ON mails_in (received_at, id);
CREATE INDEX mails_in_new ON mails_in (received_at) WHERE state = 'new';
CREATE INDEX mails_in_asked ON mails_in (received_at) WHERE state = 'asked';
CREATE INDEX mails_in_sender ON mails_in (received_at) WHERE sender IS NOT NULL;

-- How many, by day (YYYY-MM-DD, UTC) and reason ('asked' for those a person was asked about).
CREATE TABLE mail_counts (
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  mails INTEGER NOT NULL,
  PRIMARY KEY (day, reason)
) WITHOUT ROWID;

-- One question for each address, whoever writes how often.
CREATE TABLE mail_senders (
  key TEXT PRIMARY KEY,                    -- hash of the address
  run_id TEXT NOT NULL,
  ignored_at INTEGER                       -- somebody chose "ignore": stays until it is taken back
) WITHOUT ROWID;
CREATE INDEX mail_senders_run ON mail_senders (run_id);

-- Is a domain our own? Those our people have their address at.
CREATE INDEX people_mail_domain ON people (substr(email, instr(email, '@') + 1)) WHERE email IS NOT NULL;
