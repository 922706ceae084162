public import PlenumStore

/// Looks at everything a database holds; marks it damaged when something does not fit, and takes the mark away when
/// all does.
public enum Verification {
    public static func run(
        _ path: String, expecting expected: ChainHead?, _ environment: Environment
    ) throws -> VerificationReport {
        try Service.openFile(path, .existing, environment).verify(expecting: expected)
    }
}
