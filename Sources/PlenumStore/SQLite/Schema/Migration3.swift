extension Migration {
    /// The ballot boxes of secret votes.
    static let third = Migration(
        version: 3,
        sql: """
            -- only while the vote is open; counts alone, so that nothing tells who voted how or in which order
            CREATE TABLE ballot_box (
                instance INTEGER NOT NULL, path INTEGER NOT NULL, round INTEGER NOT NULL, in_favour INTEGER NOT NULL,
                against INTEGER NOT NULL, abstained INTEGER NOT NULL, PRIMARY KEY (instance, path)
            ) WITHOUT ROWID;
            """)
}
