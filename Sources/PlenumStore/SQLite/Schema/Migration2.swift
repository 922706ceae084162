extension Migration {
    /// Absences, with who stands in.
    static let second = Migration(
        version: 2,
        sql: """
            -- days since 1970-01-01, both included
            CREATE TABLE absence (
                person INTEGER NOT NULL, position INTEGER NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL,
                substitute INTEGER, PRIMARY KEY (person, position)
            ) WITHOUT ROWID;
            -- people(whoNamed:)
            CREATE INDEX absence_substitute ON absence (substitute) WHERE substitute IS NOT NULL;
            """)
}
