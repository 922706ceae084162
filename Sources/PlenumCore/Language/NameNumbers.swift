/// The number of a name, the same wherever it stands in a definition.
typealias NameNumber = Int

/// The names of a definition, numbered as they come: each is hashed where it is read, and looked up by its number ever
/// after.
struct NameNumbers {
    private var numbers: [Name: NameNumber] = [:]

    var count: Int { numbers.count }

    /// The number of a name that is new or known.
    mutating func number(of name: Name) -> NameNumber {
        if let known = numbers[name] { return known }
        let new = numbers.count
        numbers[name] = new
        return new
    }

    /// Nil for a name that was never met.
    subscript(name: Name) -> NameNumber? { numbers[name] }
}
