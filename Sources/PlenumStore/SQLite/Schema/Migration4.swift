extension Migration {
    /// A message that was sent at its first attempt, as nearly all are, is one row, and in no index.
    ///
    /// What its last claim came to stands with the message; `delivery` keeps what earlier claims came to. That each
    /// token was given by a claim needs no row.
    static let fourth = Migration(
        version: 4,
        sql: """
            -- after: seconds from queued_at until the last claim came to its state; null while it has not
            ALTER TABLE message ADD COLUMN after INTEGER;
            ALTER TABLE message ADD COLUMN standing INTEGER;
            UPDATE message SET after = (
                SELECT at - queued_at FROM delivery
                WHERE delivery.message = message.id AND delivery.token = message.token
                    AND delivery.state = message.state
            ) WHERE state <> 1;
            DELETE FROM delivery WHERE state = 1 OR EXISTS (
                SELECT 1 FROM message
                WHERE message.id = delivery.message AND message.token = delivery.token
                    AND message.state = delivery.state
            );
            UPDATE message SET standing = \(Seal.earlierStanding.earlier);
            DROP INDEX message_state;
            -- messages(in:limit:) of those that wait
            CREATE INDEX message_waiting ON message (state) WHERE state < 2;

            -- waits: 1 while the message that carries it is not done with
            ALTER TABLE slot ADD COLUMN waits INTEGER;
            UPDATE slot SET waits = 1 WHERE message IN (SELECT id FROM message WHERE state < 2);
            DROP INDEX slot_message;
            -- slots(ofMessage:) of one that waits
            CREATE INDEX slot_message ON slot (message) WHERE waits = 1;
            """)
}
