/// How much of a file is read before it is refused.
public struct YAMLLimits: Sendable {
    public var bytes = 16 * 1024 * 1024
    public var values = 1_000_000
    public var depth = 32
    /// In bytes of UTF-8.
    public var scalar = 64 * 1024

    public init() {}
}
