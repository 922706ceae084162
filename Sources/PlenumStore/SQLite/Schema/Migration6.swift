extension Migration {
    /// An ended instance is its log: no rows are kept of its steps and tasks. Seals cover everything that nothing else in
    /// the file tells. Who sends a message stands beside it, so that its row does not grow and shrink with each claim.
    static let sixth = Migration(
        version: 6,
        sql: """
            -- done: how many tasks were done, once the instance has ended and its state is folded from its log; null before
            ALTER TABLE instance ADD COLUMN done INTEGER;
            -- task numbers, from first to last, of such an instance
            CREATE TABLE ended_task (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, instance INTEGER NOT NULL);

            -- only while the message is claimed
            CREATE TABLE claim (message INTEGER PRIMARY KEY, owner TEXT NOT NULL, seal INTEGER);
            INSERT INTO claim (message, owner) SELECT id, owner FROM message WHERE owner IS NOT NULL;
            UPDATE claim SET seal = \(Seal.claim.expression);

            -- what does not fit its seal now must not fit it afterwards
            UPDATE slot SET seal = CASE
                WHEN seal IS \(Seal.earlierSlot.earlier) THEN \(Seal.slot.expression)
            END;
            UPDATE message SET seal = CASE
                WHEN seal IS \(Seal.earlierMessage.earlier) AND standing IS \(Seal.earlierStanding.earlier)
                THEN \(Seal.message.expression)
            END;
            UPDATE delivery SET seal = CASE
                WHEN seal IS \(Seal.earlierDelivery.earlier) THEN \(Seal.delivery.expression)
            END;
            ALTER TABLE message DROP COLUMN standing;
            ALTER TABLE message DROP COLUMN owner;
            -- each attempt takes the next token
            ALTER TABLE message DROP COLUMN attempts;

            ALTER TABLE resource ADD COLUMN seal INTEGER;
            ALTER TABLE command ADD COLUMN seal INTEGER;
            ALTER TABLE meta ADD COLUMN seal INTEGER;
            UPDATE command SET seal = \(Seal.command.expression);
            UPDATE meta SET seal = \(Seal.meta.expression);
            """)
}
