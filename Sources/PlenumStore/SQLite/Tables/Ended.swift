internal import GRDB
internal import PlenumCore

// The table `ended_task`, and the column `instance.done`.

extension SQLiteReader {
    /// The state of an instance that is folded from its log; nil where it has rows.
    func ended(_ instance: Int) throws -> EndedState? {
        if let known = endedStates[instance] { return known }
        let state = try doneAtEnd(of: instance) == nil ? nil : store.ended[instance] ?? fold(instance)
        endedStates[instance] = .some(state)
        return state
    }

    private func fold(_ instance: Int) throws -> EndedState {
        guard let set = try fold(try identifier(instance)) else { throw damaged("instance") }
        let state = try EndedState(set)
        store.ended[instance] = state
        return state
    }

    /// The log of an instance from its beginning; nil where its definition is not to be had.
    func fold(_ id: InstanceID) throws -> WorkingSet? {
        var set: WorkingSet?
        var last = 0
        while true {
            let page = try events(of: .instance(id), after: last, limit: 1000)
            for stored in page {
                if set == nil {
                    guard case .started(let started) = stored.event.body,
                        let bytes = try resource(started.definition),
                        let definition = try? store.definitions(started.definition, bytes)
                    else { return nil }
                    set = try WorkingSet(id, reader: EmptyState(), definition: definition)
                }
                try set?.apply(stored.event)
                last = stored.event.sequence
            }
            if page.count < 1000 { return set }
        }
    }

    /// How many tasks were done in an instance that is folded from its log; nil where it has rows.
    func doneAtEnd(of instance: Int) throws -> Int? {
        try first("SELECT done FROM instance WHERE id = ?", [instance]) { try $0[0] as Int? } ?? nil
    }

    /// The state of the ended instance to which the task belongs.
    func ended(with task: TaskCode) throws -> EndedState? {
        let run = try first(
            "SELECT instance, last FROM ended_task WHERE first <= ? ORDER BY first DESC LIMIT 1", [task.number]
        ) { (instance: try $0[0] as Int, last: try $0[1] as Int) }
        guard let run, run.last >= task.number else { return nil }
        return try ended(run.instance)
    }

    /// The numbers of an ended instance's tasks.
    func endedTasks(of instance: InstanceID) throws -> [TaskCode] {
        guard let number = try known(instance) else { return [] }
        return try all("SELECT first, last FROM ended_task WHERE instance = ? ORDER BY first", [number]) {
            let (first, last): (Int, Int) = (try $0.task(0).number, try $0.task(1).number)
            guard first <= last, last - first < 10_000_000 else { throw damaged("ended_task") }
            return (first...last).map { TaskCode($0) }
        }.flatMap(\.self)
    }
}

extension SQLiteTransaction {
    /// Leaves of an instance that has ended, with all its tasks, its log, its row and its inputs.
    func end(_ instance: Int) throws {
        let items = try all("SELECT id, state FROM item WHERE instance = ? ORDER BY id", [instance]) {
            (number: try $0[0] as Int, state: try decoded(try $0[1], "item") as ItemState)
        }
        guard items.allSatisfy({ !$0.state.isOpen }) else { return }
        var runs: [ClosedRange<Int>] = []
        for number in items.map(\.number) {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        for run in runs {
            try self.run(
                "INSERT INTO ended_task (first, last, instance) VALUES (?, ?, ?)",
                [run.lowerBound, run.upperBound, instance])
        }
        for table in ["step", "tally", "scope", "item"] {
            try run("DELETE FROM \(table) WHERE instance = ?", [instance])
        }
        try run("UPDATE instance SET done = ? WHERE id = ?", [items.count { $0.state == .done }, instance])
        endedStates[instance] = nil
    }
}
