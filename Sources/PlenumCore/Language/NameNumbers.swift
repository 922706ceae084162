/// The number of a name, the same wherever it stands in a definition.
typealias NameNumber = Int

/// The names of a definition, numbered as they come: each is hashed where it is read, and looked up by its number ever
/// after.
struct NameNumbers {
    private var table = NameTable(capacity: 0)

    var count: Int { table.count }

    /// The number of a name that is new or known.
    mutating func number(of name: Name) -> NameNumber { table.number(of: name, else: table.count) }

    /// Nil for a name that was never met.
    subscript(name: Name) -> NameNumber? { table[name] }

    func name(_ number: NameNumber) -> Name { table.name(at: number) }

    mutating func reserve(_ more: Int) { table.reserve(more) }
}
