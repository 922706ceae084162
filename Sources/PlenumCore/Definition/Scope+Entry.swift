extension Scope {
    /// The scope with `entry` in front: every step that waited for nothing waits for it.
    public func beginning(with entry: Step) -> Scope {
        Scope(
            steps: [entry]
                + steps.map { step in
                    guard step.after.isEmpty else { return step }
                    return Step(
                        name: step.name, title: step.title, mark: step.mark, after: [entry.name], when: step.when,
                        remind: step.remind, kind: step.kind)
                })
    }
}
