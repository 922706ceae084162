extension Migration {
    /// Numbers stand for strings of `word` wherever a string repeats; a person, a path or an instance is such a
    /// number. Phases, states and event words are numbers by the lists of `StoredCodes.swift`. Every index names
    /// the query that needs it.
    static let first = Migration(
        version: 1,
        sql: """
            CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
            CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

            -- reason: bytes, since a text with a NUL would be cut there; effective: null where it is `at`; stream: the instance, or -1 directory, -2 calendar, -3 settings
            CREATE TABLE event (
                sequence INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL,
                at INTEGER NOT NULL, effective INTEGER, actor INTEGER, principal INTEGER, via INTEGER, reason BLOB,
                word INTEGER NOT NULL, form INTEGER NOT NULL, payload BLOB NOT NULL, hash BLOB NOT NULL
            );
            -- events(of:after:limit:) of one stream, and the version of its next event
            CREATE INDEX event_stream ON event (stream);

            CREATE TABLE instance (
                id INTEGER PRIMARY KEY, workflow INTEGER NOT NULL, definition INTEGER NOT NULL,
                calendar INTEGER NOT NULL, unit INTEGER NOT NULL, started_by INTEGER, started_at INTEGER NOT NULL,
                state INTEGER NOT NULL, ended_at INTEGER
            );
            -- a row for each, so that a list of ten thousand units is read only by who asks for it
            CREATE TABLE input (
                instance INTEGER NOT NULL, name INTEGER NOT NULL, position INTEGER NOT NULL, value BLOB NOT NULL,
                PRIMARY KEY (instance, name)
            ) WITHOUT ROWID;
            CREATE TABLE step (
                instance INTEGER NOT NULL, path INTEGER NOT NULL, phase INTEGER NOT NULL, outcome INTEGER,
                round INTEGER NOT NULL, opened_at INTEGER, late INTEGER NOT NULL, due_day INTEGER,
                due_time INTEGER, overdue INTEGER, closes_at INTEGER, day INTEGER, ended_at INTEGER,
                ended_by INTEGER, answers BLOB, document BLOB, PRIMARY KEY (instance, path)
            ) WITHOUT ROWID;
            -- windowsToClose(in:by:limit:) of all instances
            CREATE INDEX step_closing ON step (closes_at) WHERE phase = 1 AND closes_at IS NOT NULL;
            -- windowsToClose(in:by:limit:) of one
            CREATE INDEX step_window ON step (instance, closes_at) WHERE phase = 1 AND closes_at IS NOT NULL;
            CREATE TABLE tally (
                instance INTEGER NOT NULL, path INTEGER NOT NULL, total INTEGER NOT NULL, open INTEGER NOT NULL,
                excused INTEGER NOT NULL, ended BLOB, PRIMARY KEY (instance, path)
            ) WITHOUT ROWID;
            -- the root has 0 for its fan-out and branch
            CREATE TABLE scope (
                instance INTEGER NOT NULL, fan_out INTEGER NOT NULL, branch INTEGER NOT NULL,
                remaining INTEGER NOT NULL, position INTEGER NOT NULL, facts BLOB,
                PRIMARY KEY (instance, fan_out, branch)
            ) WITHOUT ROWID;

            -- member: 0 where the step has one item in all; candidates: null where they are the owner alone
            CREATE TABLE item (
                id INTEGER PRIMARY KEY, instance INTEGER NOT NULL, path INTEGER NOT NULL, member INTEGER NOT NULL,
                round INTEGER NOT NULL, state INTEGER NOT NULL, owner INTEGER, candidates BLOB, due_day INTEGER,
                due_time INTEGER, overdue INTEGER, opened_at INTEGER NOT NULL, answer INTEGER, answers BLOB,
                document BLOB, ended_at INTEGER, ended_by INTEGER, version INTEGER NOT NULL, remind_at INTEGER
            );
            -- item(at:member:of:), items(at:of:)
            CREATE INDEX item_place ON item (instance, path, member);
            -- openItems(in:), openItems(at:of:), counts(of:now:)
            CREATE INDEX item_open ON item (instance, path) WHERE state < 2;
            -- openItems(for:): what they own
            CREATE INDEX item_owner ON item (owner) WHERE state < 2 AND owner IS NOT NULL;
            -- remindersDue(by:limit:)
            CREATE INDEX item_remind ON item (remind_at) WHERE state < 2 AND remind_at IS NOT NULL;
            -- openItems(for:): what they may claim; rows only for open items without an owner
            CREATE TABLE candidate (person INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (person, item))
                WITHOUT ROWID;

            CREATE TABLE unit (
                id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, parent INTEGER, position INTEGER NOT NULL,
                title TEXT NOT NULL
            );
            -- units(ofKind:)
            CREATE INDEX unit_kind ON unit (kind, position);
            -- root()
            CREATE INDEX unit_root ON unit (position) WHERE parent IS NULL;
            -- every unit with each unit that it lies in, itself included
            CREATE TABLE unit_within (ancestor INTEGER NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (ancestor, unit))
                WITHOUT ROWID;
            CREATE TABLE person (
                id INTEGER PRIMARY KEY, name TEXT NOT NULL, unit INTEGER NOT NULL, kind INTEGER NOT NULL,
                email TEXT, language TEXT
            );
            -- people(in:of:)
            CREATE INDEX person_unit ON person (unit, kind);
            CREATE TABLE holding (
                person INTEGER NOT NULL, position INTEGER NOT NULL, post INTEGER NOT NULL, unit INTEGER NOT NULL,
                PRIMARY KEY (person, position)
            ) WITHOUT ROWID;
            -- holders(of:in:)
            CREATE INDEX holding_post ON holding (unit, post);

            -- days since 1970-01-01, both included
            CREATE TABLE absence (
                person INTEGER NOT NULL, position INTEGER NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL,
                substitute INTEGER, PRIMARY KEY (person, position)
            ) WITHOUT ROWID;
            -- people(whoNamed:)
            CREATE INDEX absence_substitute ON absence (substitute) WHERE substitute IS NOT NULL;

            -- bytes: null once erased
            CREATE TABLE resource (
                id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
                size INTEGER NOT NULL, bytes BLOB
            );
            CREATE TABLE command (id BLOB PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;

            CREATE TABLE slot (
                item INTEGER NOT NULL, round INTEGER NOT NULL, person INTEGER NOT NULL, rule INTEGER NOT NULL,
                occurrence INTEGER NOT NULL, anchor INTEGER NOT NULL, moment INTEGER NOT NULL,
                state INTEGER NOT NULL, message INTEGER,
                PRIMARY KEY (item, round, person, rule, occurrence, anchor)
            ) WITHOUT ROWID;
            -- slots(ofMessage:)
            CREATE INDEX slot_message ON slot (message) WHERE message IS NOT NULL;
            CREATE TABLE message (
                id INTEGER PRIMARY KEY, person INTEGER NOT NULL, queued_at INTEGER NOT NULL,
                state INTEGER NOT NULL, token INTEGER NOT NULL, owner TEXT, attempts INTEGER NOT NULL
            );
            -- messages(in:limit:)
            CREATE INDEX message_state ON message (state);
            -- what became of every claim; only ever added to
            CREATE TABLE delivery (
                message INTEGER NOT NULL, token INTEGER NOT NULL, state INTEGER NOT NULL, at INTEGER,
                PRIMARY KEY (message, token, state)
            ) WITHOUT ROWID;
            """)
}
