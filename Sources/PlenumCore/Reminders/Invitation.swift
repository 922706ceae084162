// Whom the reminders of a session reach beside its chair.

extension Scene {
    /// Those who are convened, once the day is known; nobody for another kind of step.
    public func invited() throws -> [PersonID] {
        guard let session = step.kind as? SessionStep, try daysToChoose() == nil else { return [] }
        return try people(session.attend)
    }
}

extension Rung {
    /// Whether it also speaks to those who are convened: what comes before the day or on it does, what chases whoever
    /// is late does not.
    public var invites: Bool {
        switch trigger {
        case .whenItOpens, .onTheDay, .offset(_, .before): true
        case .offset(_, .after), .every, .escalate: false
        }
    }

    public var isEscalation: Bool {
        if case .escalate = trigger { true } else { false }
    }
}
