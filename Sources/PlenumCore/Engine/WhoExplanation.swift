/// The kinds whose items are somebody's, and whose they are.
private protocol ForPeople {
    var forPeople: People { get }
}

extension TaskStep: ForPeople { var forPeople: People { who } }
extension DecisionStep: ForPeople { var forPeople: People { who } }
extension AssignStep: ForPeople { var forPeople: People { who } }
extension IssueStep: ForPeople { var forPeople: People { who } }
extension SessionStep: ForPeople { var forPeople: People { chair } }
extension CommentsStep: ForPeople { var forPeople: People { from } }
extension CollectStep: ForPeople { var forPeople: People { from } }
extension AcknowledgeStep: ForPeople { var forPeople: People { from } }
extension EntryStep: ForPeople { var forPeople: People { .named(name) } }

extension Scene {
    /// The phrase that says whose the step is; nil for a kind without people.
    public var forPeople: People? { (step.kind as? any ForPeople)?.forPeople }

    /// Those who are told when its date moves: a session's, all who are convened; else whose item it is.
    public func convened() throws -> [PersonID] {
        guard let session = step.kind as? SessionStep, case .given = session.date else { return [] }
        return try people(session.attend)
    }

    /// The phrase in words for people, with the titles of units, steps and inputs.
    public func words(for people: People) -> LocalizedText {
        LocalizedText(vi: words(people, .vi), en: words(people, .en))
    }

    /// The `assign` step through which the phrase names somebody, where it does.
    public func assignment(in people: People) -> (step: Step, path: Path)? {
        guard case .named(let name) = people else { return nil }
        if let role = home.role(name) { return assignment(in: role.people) }
        guard let path = Kernel(definition).nearest(name, from: path.scope), let step = definition.step(at: path),
            step.kind.bindsPeople
        else { return nil }
        return (step, path)
    }

    private func words(_ people: People, _ language: Language) -> String {
        let vi = language == .vi
        switch people {
        case .organiser: return vi ? "người tổ chức" : "the organiser"
        case .everyone(let place): return (vi ? "mọi người của " : "everyone of ") + words(place, language)
        case .staff: return vi ? "cán bộ" : "staff"
        case .members(let kind, let place):
            return vi
                ? "đảng viên \(kind.map { $0.shown(in: .vi) + " " } ?? "")của \(words(place, language))"
                : "\(kind.map { $0.shown(in: .en) + " " } ?? "")members of \(words(place, language))"
        case .holders(let post, let place):
            return post.shown(in: language) + (vi ? " của " : " of ") + words(place, language)
        case .holdersInEvery(let post, let name):
            let list = title(of: name)[language]
            return vi
                ? "\(post.shown(in: .vi)) của mỗi đơn vị ở “\(list)”" : "\(post.rawValue) of every unit of “\(list)”"
        case .named(let name):
            if let (step, _) = assignment(in: people) {
                let title = step.title[language]
                return vi ? "người được cử ở bước “\(title)”" : "whom the step “\(title)” names"
            }
            if let role = home.role(name) { return words(role.people, language) }
            if step.kind is EntryStep { return vi ? "người đã gửi" : "whoever sent it" }
            let title = title(of: name)[language]
            return vi ? "người ghi ở “\(title)”" : "whom “\(title)” names"
        case .several(let several): return several.map { words($0, language) }.joined(separator: vi ? " và " : " and ")
        }
    }

    private func words(_ place: Place, _ language: Language) -> String {
        if let unit = try? unit(place), let title = try? surroundings.directory.unit(unit)?.title[language] {
            return title
        }
        switch place {
        case .named(let name): return title(of: name)[language]
        case .unit(let unit): return unit.rawValue
        case .committee: return language == .vi ? "đảng bộ" : "the committee"
        }
    }
}

extension Post {
    /// The Vietnamese words of the posts that committees have; another post by the name it was given.
    func shown(in language: Language) -> String {
        guard language == .vi else { return rawValue }
        return switch rawValue {
        case "secretary": "bí thư"
        case "deputy-secretary", "deputy secretary": "phó bí thư"
        case "organiser": "người tổ chức"
        default: rawValue
        }
    }
}

extension MemberClass {
    fileprivate func shown(in language: Language) -> String {
        switch (language, self) {
        case (.en, _): rawValue
        case (.vi, .official): "chính thức"
        case (.vi, .probationary): "dự bị"
        case (.vi, .exempt): "được miễn công tác và sinh hoạt"
        }
    }
}
