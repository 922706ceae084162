import PlenumCore
import PlenumStore

// Invitation, agenda and minutes of a session.

extension PaperGround {
    func invitation(_ scene: Scene) throws -> PaperRecord {
        let day = try scene.sessionDay()
        let invited = try sorted(convened(scene)).map { id, name -> PaperRecord in
            let person = try reader.person(id)
            let absence = day.flatMap { day in person?.absence(on: day.date) }
            return [
                "name": .text(name), "unit": .text(try unitTitle(ofPerson: id)),
                "class": .text(person?.kind.title[language] ?? ""),
                "substitute": PaperText.orBlank(try absence?.substitute.map(self.name)),
                "is-away": .flag(absence != nil),
            ]
        }
        return try session(scene, .invitation).merging(["invited": .list(invited)])
    }

    func agenda(_ scene: Scene) throws -> PaperRecord { try session(scene, .agenda) }

    func minutes(_ scene: Scene) throws -> PaperRecord {
        let facts = try context.set.step(scene.path).facts
        let day = try scene.sessionDay()?.date
        let convened = try convened(scene)
        var present: Set<PersonID>?
        if case .people(let people)? = facts.answer(SessionStep.present) { present = Set(people) }
        // Whoever came without being convened was there all the same.
        let strangers = (present ?? []).subtracting(convened).sorted()
        let asked = convened + strangers
        let absent = present.map { present in convened.filter { !present.contains($0) } } ?? []
        let excused = try absent.filter { id in
            try day.flatMap { try reader.person(id)?.absence(on: $0) } != nil
        }
        func people(_ ids: [PersonID]) throws -> [PaperRecord] {
            try sorted(ids).map { ["name": .text($1), "unit": .text(try unitTitle(ofPerson: $0))] }
        }
        func record(_ record: SessionStep.Record) -> PaperValue {
            lines(facts.answer(Name(rawValue: record.rawValue))?.text)
        }
        return try session(scene, .minutes).merging([
            "is-held": .flag(present != nil),
            "present-count": PaperText.orBlank(present.map { PaperText.number($0.count, in: language) }),
            "absent-count": PaperText.orBlank(present.map { _ in PaperText.number(absent.count, in: language) }),
            "classes": .list(try classes(asked, present)),
            "present": .list(try people(present.map { present in asked.filter(present.contains) } ?? [])),
            "absent-with-reason": .list(
                try sorted(excused).map { id, name in
                    let absence = try day.flatMap { try reader.person(id)?.absence(on: $0) }
                    return [
                        "name": .text(name), "unit": .text(try unitTitle(ofPerson: id)),
                        "reason": PaperText.orBlank(absence.map(reason)),
                    ]
                }),
            "absent-without-reason": .list(try people(absent.filter { !excused.contains($0) })),
            "course": record(.minutes), "comments": record(.comments), "lessons": record(.lessons),
            "conclusions": record(.conclusion),
            "votes": .list(try votes { $0.presentAt == scene.path.step }),
        ])
    }

    /// What the directory knows of an absence: its days, no more.
    private func reason(_ absence: Absence) -> String {
        words(
            "vắng từ \(shown(absence.days.lowerBound)) đến \(shown(absence.days.upperBound))",
            "away from \(shown(absence.days.lowerBound)) to \(shown(absence.days.upperBound))")
    }

    private func classes(_ asked: [PersonID], _ present: Set<PersonID>?) throws -> [PaperRecord] {
        let kinds = try asked.map { (id: $0, kind: try reader.person($0)?.kind) }
        return PersonClass.allCases.compactMap { kind -> PaperRecord? in
            let own = kinds.filter { $0.kind == kind }.map(\.id)
            guard !own.isEmpty else { return nil }
            let there = present.map { present in own.count(where: present.contains) }
            return [
                "class": .text(kind.title[language]), "convened": number(own.count),
                "present": PaperText.orBlank(there.map { PaperText.number($0, in: language) }),
                "absent": PaperText.orBlank(there.map { PaperText.number(own.count - $0, in: language) }),
            ]
        }
    }

    private func convened(_ scene: Scene) throws -> [PersonID] {
        guard let step = scene.step.kind as? SessionStep else { return [] }
        return try scene.people(step.attend)
    }

    /// What the three of them share.
    private func session(_ scene: Scene, _ kind: PaperKind) throws -> PaperRecord {
        guard let step = scene.step.kind as? SessionStep else { return [:] }
        let due = try scene.sessionDay()
        let branch = try scene.branchLabel()[language]
        let convened = try convened(scene)
        let quorum = try step.quorum.map { quorum in
            quorum.share.needed(of: try scene.people(quorum.people).count)
        }
        let title = scene.step.title[language]
        let agenda = try scene.agenda()
        let documents = try scene.consulted()
        return try frame(kind, subject: scene.heading(in: language)).merging([
            "session": .text(title), "branch": .text(branch), "has-branch": .flag(!branch.isEmpty),
            "weekday": PaperText.orBlank(due?.date.weekday.shown(in: language)),
            "date": PaperText.orBlank(due.map { shown($0.date) }),
            "time": PaperText.orBlank(due?.time?.description), "place": .text(PaperText.blank),
            "chair": PaperText.orBlank(try names(scene.people(step.chair))), "secretary": .text(PaperText.blank),
            "convened": number(convened.count),
            "needed": PaperText.orBlank(quorum.map { PaperText.number($0, in: language) }),
            "agenda": .list(
                try agenda.enumerated().map { index, entry in
                    [
                        "number": number(index + 1), "title": .text(entry.topic ?? entry.title[language]),
                        "person": PaperText.orBlank(try names(entry.people)),
                        "unit": .text(try unitTitle(entry.unit) ?? ""),
                    ]
                }),
            "documents": .list(
                documents.map { consulted in
                    [
                        "name": .text(consulted.document.name),
                        "title": .text(definition.step(at: consulted.path)?.title[language] ?? ""),
                    ]
                }),
            "follow-ups": .list(
                try service.followUps(of: context.instance.unit, reader).map { try openTask($0.item, in: $0.context) }),
        ])
    }
}
