/// The number of a name, the same wherever it stands in a definition.
typealias NameNumber = Int

/// The names of a definition, numbered as they come.
struct NameNumbers {
    private var table = NameTable(capacity: 0)
    private var names: [Name] = []

    var count: Int { names.count }

    /// The number of a name that is new or known.
    mutating func number(of name: Name) -> NameNumber {
        let number = table.number(of: name, else: names.count)
        if number == names.count { names.append(name) }
        return number
    }

    /// Nil for a name that was never met.
    subscript(name: Name) -> NameNumber? { table[name] }

    func name(_ number: NameNumber) -> Name { names[number] }

    mutating func reserve(_ more: Int) { table.reserve(more) }
}
