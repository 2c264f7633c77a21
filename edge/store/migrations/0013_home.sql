-- App Home. Whose clients are whose: those that a person created or changed, the latest first.
CREATE TABLE touched_clients (
  person TEXT NOT NULL,
  client TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, client)
) WITHOUT ROWID;
CREATE INDEX touched_clients_latest ON touched_clients (person, at, client);
CREATE INDEX touched_clients_client ON touched_clients (client);

INSERT INTO touched_clients (person, client, at)
  SELECT created_by, id, created_at FROM clients WHERE created_by IN (SELECT id FROM people);
INSERT INTO touched_clients (person, client, at)
  SELECT actor, object_id, max(at) FROM audit
  WHERE action = 'client.update' AND outcome = 'done' AND actor IN (SELECT id FROM people) AND object_id IN (SELECT id FROM clients)
  GROUP BY actor, object_id
  ON CONFLICT (person, client) DO UPDATE SET at = max(at, excluded.at);

-- Whatever creates or changes a client, its row and its line in the trail say who did.
CREATE TRIGGER touched_clients_created AFTER INSERT ON clients WHEN new.created_by IN (SELECT id FROM people) BEGIN
  INSERT INTO touched_clients (person, client, at) VALUES (new.created_by, new.id, new.created_at) ON CONFLICT (person, client) DO NOTHING;
END;
CREATE TRIGGER touched_clients_changed AFTER INSERT ON audit
WHEN new.action = 'client.update' AND new.outcome = 'done' AND new.object_id IS NOT NULL AND new.actor IN (SELECT id FROM people) BEGIN
  INSERT INTO touched_clients (person, client, at) VALUES (new.actor, new.object_id, new.at)
    ON CONFLICT (person, client) DO UPDATE SET at = excluded.at;
END;
CREATE TRIGGER touched_clients_gone AFTER DELETE ON clients BEGIN
  DELETE FROM touched_clients WHERE client = old.id;
END;

-- A person's runs page by page, within one index.
DROP INDEX runs_actor;
CREATE INDEX runs_actor ON runs (actor, created_at, id);

-- When they last had their Home before them: until a while after, what they set off is shown there too.
ALTER TABLE people ADD COLUMN home_at INTEGER;
