/// A place in a file: line and column, both from 1; columns count Unicode scalars after a byte-order mark.
public struct SourceMark: Hashable, Comparable, Sendable {
    public var line: Int { Int(storedLine) }
    public var column: Int { Int(storedColumn) }
    // A definition of the greatest size allowed has half a million of these.
    @usableFromInline let storedLine: UInt32
    @usableFromInline let storedColumn: UInt32

    @inlinable
    public init(line: Int, column: Int) {
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    @inlinable
    package init(_ line: UInt32, _ column: UInt32) {
        storedLine = line
        storedColumn = column
    }

    public static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }

    public static let start = SourceMark(line: 1, column: 1)

    /// The place `columns` scalars further on the same line.
    public func advanced(columns: Int) -> SourceMark { SourceMark(line: line, column: column + columns) }
}
