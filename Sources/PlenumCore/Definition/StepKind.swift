/// A kind of step. One file of `Kinds/` each, one word in `StepKinds.all`: its language is what it takes from
/// YAML and what it checks there, its behaviour what an instance does with it.
public protocol StepKind: StepLanguage, StepBehaviour {
    /// The kind's part of a step, with what it takes from the fields that every step has, described in the reader's
    /// context; nil where that is not whole.
    static func read(_ reader: inout FieldReader, title: LocalizedText?, remind: Name?) -> (any StepKind)?
}

extension StepKind {
    public static func read(_ reader: inout FieldReader, title: LocalizedText?, remind: Name?) -> (any StepKind)? {
        guard let kind = Self(reading: &reader), let title, reader.isWhole else { return nil }
        let placed = (consume kind).placed(title: title, remind: remind)
        reader.context.describeStep(placed)
        return placed
    }

    /// Whether anybody has anything to do while it is open.
    public var hasItems: Bool { Self.hasPeople }
    /// Whether it has an item for each of many people, until a moment.
    public var asksEach: Bool { closes != nil && (fanOut == nil || intake != nil) && hasItems }
    /// Whether something is done on items of its own, not only on those of its branches.
    public var hasOwnItems: Bool { hasItems && (fanOut == nil || intake != nil) }
}
