public import PlenumStore

/// Looks at a dossier; needs no database.
public enum DossierVerification {
    public static func run(_ folder: String, expecting expected: ChainHead?) throws -> DossierReport {
        try DossierVerifier.run(folder, expecting: expected)
    }
}
