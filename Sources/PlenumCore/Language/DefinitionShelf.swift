/// Where a definition finds another that it uses, by its bare name.
public protocol DefinitionShelf: Sendable {
    /// The other one, read and checked, or why there is none.
    func definition(named name: String) -> UsedReading
}

/// What came of looking for a definition.
public enum UsedReading {
    case found(Definition, needs: [Need])
    /// There is none of this name; names that there are.
    case missing(known: [String])
    case problem(LanguageProblem)
}
