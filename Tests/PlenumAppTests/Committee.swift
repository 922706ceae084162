import Foundation
import PlenumApp
import PlenumCore
import PlenumDelivery
import PlenumStore
import Synchronization

/// A database in a folder of its own, and the people who use it at times that a test names.
final class Committee {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "plenum-" + UUID().uuidString + "/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var database: String { folder + "plenum.db" }

    static let root =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/"

    static func text(_ path: String) throws -> String { try String(contentsOfFile: root + path, encoding: .utf8) }

    @discardableResult
    func write(_ text: String, as name: String) throws -> String {
        try text.write(toFile: folder + name, atomically: true, encoding: .utf8)
        return folder + name
    }

    static func environment(at now: String) -> PlenumApp.Environment { .live(now: Instant(rfc3339: now)!) }

    func service(at now: String) throws -> Service {
        let environment = Committee.environment(at: now)
        return Service(store: try Service.open(database, .create, environment), environment: environment)
    }

    static func authority(_ person: PersonID?, at now: String) -> Authority {
        Authority(actor: Actor(by: person), now: Instant(rfc3339: now)!)
    }

    func importPeople(_ file: String, at now: String) throws {
        _ = try service(at: now).importPeople(files: [file], authority: Committee.authority(nil, at: now))
    }

    func start(_ file: String, _ given: [(Name, String)], as person: PersonID, at now: String) throws -> StartedInstance
    {
        try service(at: now).start(
            file: file, given: given.map { (name: $0.0, text: $0.1) }, unit: nil,
            authority: Committee.authority(person, at: now))
    }

    /// Does the one open task of that step, whatever it needs.
    func act(_ step: String, outcome: Name? = nil, at now: String) throws {
        let service = try service(at: now)
        let task = try service.tasks(in: nil, now: Instant(rfc3339: now)!).first { $0.path.text == step }
        guard let task, let person = task.person else { throw Refused(.noSuchTask(step)) }
        let file = task.offer.needs.contains { $0.type == .file } ? try write("text", as: "paper.txt") : nil
        _ = try service.act(
            task: task.code.description, outcome: outcome, answers: [], attachment: file, note: nil, expect: nil,
            authority: Committee.authority(person, at: now))
    }

    func task(_ step: String, at now: String) throws -> TaskView? {
        try service(at: now).tasks(in: nil, now: Instant(rfc3339: now)!).first { $0.path.text == step }
    }

    /// The letters of one run of `remind`.
    func remind(at now: String) throws -> [String] {
        let channel = Letterbox()
        _ = try service(at: now).remind(through: channel, authority: Committee.authority(nil, at: now))
        return channel.lines
    }

    func verify(at now: String) throws -> VerificationReport {
        try Verification.run(database, expecting: nil, Committee.environment(at: now))
    }
}

/// Keeps what is delivered: person, subject and body.
private final class Letterbox: Channel {
    static let word = "letterbox"
    static let needsAddress = false
    private let content = Mutex<[String]>([])

    init() {}
    init(_ surroundings: ChannelSurroundings) throws(ChannelFault) {}

    var lines: [String] { content.withLock { $0 } }

    func deliver(_ letter: Letter) -> Delivery {
        content.withLock { $0.append("\(letter.person): \(letter.subject)\n\(letter.body)") }
        return .sent
    }
}

/// A server that takes nothing now.
struct Refusing: Channel {
    static let word = "refusing"
    static let needsAddress = false

    init() {}
    init(_ surroundings: ChannelSurroundings) throws(ChannelFault) {}

    func deliver(_ letter: Letter) -> Delivery { .later("450") }
}
