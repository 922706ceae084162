extension Scene {
    /// How the step's dates are reckoned now: its deadline, its window's end or its session's day; for a day that is
    /// chosen, the first and the last that may be. Empty where it has none.
    public func reckonings(openedAt: Instant) throws -> [Reckoning] {
        try StepDates(self, openedAt: openedAt).reckonings()
    }

    /// The name that a date of the step counts from, where it counts from that step's completion.
    public var countsFromCompletion: Name? {
        let deadline: Deadline? =
            if case .given(let date)? = step.kind.sessionDate { date } else { step.kind.closes ?? step.kind.deadline }
        guard case .offset(_, .after, let name)? = deadline?.moment,
            let there = Kernel(definition).nearest(name, from: path.scope),
            // An occurrence's first step is completed by its day, which is known.
            definition.step(at: there)?.kind.countsIn == nil
        else { return nil }
        return name
    }

    /// What a name that a date counts from is called by people: the title of the step, or of the input.
    public func title(of name: Name) -> LocalizedText {
        if let path = Kernel(definition).nearest(name, from: path.scope), let step = definition.step(at: path) {
            return step.title
        }
        let home = home
        let column =
            rowColumns.first { $0.name == name } ?? home.inputs.lazy.flatMap(\.columns).first { $0.name == name }
        return home.input(name)?.title ?? column?.title ?? LocalizedText(vi: name.rawValue, en: name.rawValue)
    }

    /// What the row says in whose branch the step stands; empty outside of rows.
    private var rowColumns: [Column] {
        path.scope.fanOut.flatMap { definition.step(at: $0)?.kind.intake?.columns } ?? []
    }
}

extension StepDates {
    func reckonings() throws -> [Reckoning] {
        let kind = scene.step.kind
        if let closes = kind.closes { return [try reckoning(closes)] }
        switch kind.sessionDate {
        case .given(let deadline): return [try reckoning(deadline)]
        case .chosen(let earliest, let latest, let unit, let name, _):
            return try [earliest, latest].map { count in
                let span = Span(count, unit)
                return try reckoning(
                    Deadline(.offset(span, .before, name), text: "\(span.shown(in: .en)) before \(name)"))
            }
        case nil: return try kind.deadline.map { [try reckoning($0)] } ?? []
        }
    }

    private func reckoning(_ deadline: Deadline) throws -> Reckoning {
        let (anchor, period) = (try anchor(of: deadline.moment), try period())
        return try refusing { () throws(ReckoningRefusal) in
            try reckoner.reckon(deadline, month: period, anchors: { _ in anchor })
        }
    }
}
