/// A name that stands for something else in the definition.
public struct Use: Sendable {
    /// What the name must stand for where it is used.
    public enum Role: Hashable, Sendable {
        /// A step of the same scope, in `after`.
        case predecessor
        /// An earlier step, in `return`.
        case returnTarget
        /// Something with a date: `before`, `same day as`, a date by name.
        case day
        /// Something that is completed: `after`.
        case completion
        case people
        case unit
        case units
        /// A step that produces a document, or a file.
        case document
        /// A step whose comments need an answer.
        case opinions
        /// A session, whose roll call says who was present.
        case meeting
        /// Something to run over.
        case list
        /// A step or column inside the branches of the fan-out `of`.
        case element(of: Name)
        /// A step with this outcome, inside the branches of `within` where that is given.
        case outcome(Name, within: Name?)
        /// A fan-out or a collection whose rows are counted.
        case rows
        case input(Comparison, String)
        /// A document, a person or a text that a session deals with.
        case item
        /// A step anywhere in the definition, with this outcome.
        case counted(Name)
        case table
        /// A step with branches, or a list, whose number stands behind a slash.
        case total
        case policy
        case column
        /// What stands for an input of a definition that is used.
        case given(GivenShape)
    }

    public let role: Role
    public let mark: SourceMark
    public let end: SourceMark
    // A long definition has tens of thousands of uses.
    private let storedName: Int32
    private let storedScope: Int32
    private let storedStep: Int32

    init(name: NameNumber, role: Role, scope: Int, step: Int?, mark: SourceMark, end: SourceMark) {
        self.role = role
        self.mark = mark
        self.end = end
        storedName = Int32(name)
        storedScope = Int32(scope)
        storedStep = Int32(step ?? -1)
    }

    var name: NameNumber { Int(storedName) }
    /// Position among the context's scopes.
    public var scope: Int { Int(storedScope) }
    /// Position of the step that uses it among those of the scope.
    public var step: Int? { storedStep < 0 ? nil : Int(storedStep) }
}
