extension Scope {
    /// The scope with `entry` as its first step: whatever waited for nothing waits for it.
    func beginning(with entry: Step) -> Scope {
        let name = entry.name
        return Scope(
            steps: [entry]
                + steps.map { step in
                    guard step.after.isEmpty else { return step }
                    return Step(
                        name: step.name, title: step.title, mark: step.mark, after: [name], when: step.when,
                        remind: step.remind, kind: step.kind)
                })
    }
}
