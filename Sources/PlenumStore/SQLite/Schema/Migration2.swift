extension Migration {
    /// The register of document numbers, counters for joins that go by groups, and seals on the outbox.
    static let second = Migration(
        version: 2,
        sql: """
            ALTER TABLE tally ADD COLUMN groups INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE tally ADD COLUMN groups_met INTEGER NOT NULL DEFAULT 0;

            -- last: the number given last, 0 before the first
            CREATE TABLE series (
                id INTEGER PRIMARY KEY, unit INTEGER NOT NULL, term INTEGER NOT NULL, type INTEGER NOT NULL,
                organ INTEGER NOT NULL, last INTEGER NOT NULL, UNIQUE (unit, term, type, organ)
            );
            -- the unit's current one
            CREATE TABLE term (unit INTEGER PRIMARY KEY, term INTEGER NOT NULL);
            -- every number that a document was issued with; voided_at: when it was called back
            CREATE TABLE number (
                series INTEGER NOT NULL, number INTEGER NOT NULL, instance INTEGER NOT NULL, path INTEGER NOT NULL,
                issued_at INTEGER NOT NULL, voided_at INTEGER, PRIMARY KEY (series, number)
            ) WITHOUT ROWID;
            -- numbers(of:)
            CREATE INDEX number_instance ON number (instance);

            """
                + [Seal.earlierSlot, .earlierMessage, .earlierDelivery].map {
                    """
                    ALTER TABLE \($0.table) ADD COLUMN seal INTEGER;
                    UPDATE \($0.table) SET seal = \($0.earlier);

                    """
                }.joined())
}
