internal import Crypto
internal import Foundation
internal import PlenumCore

/// Looks at a dossier without the database it came from: the list of its files, the plan's events and their chain, and
/// the texts and files that the events name.
public struct DossierVerifier {
    private let folder: String
    private let expected: ChainHead?
    private var problems: [DossierReport.Problem] = []
    /// SHA-256 of every listed file.
    private var hashes: Set<String> = []
    private var files = 0
    private var seal = ""

    public static func run(_ folder: String, expecting expected: ChainHead? = nil) throws -> DossierReport {
        guard try Location.size(of: folder) != nil else { throw StoreError.missing(path: folder) }
        var verifier = DossierVerifier(folder: folder, expected: expected)
        return try verifier.run()
    }

    private init(folder: String, expected: ChainHead?) {
        self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        self.expected = expected
    }

    private mutating func report(_ problem: DossierReport.Problem) {
        if problems.count < DossierReport.limit { problems.append(problem) }
    }

    private mutating func run() throws -> DossierReport {
        try checkFiles()
        guard let manifest = try manifest() else {
            report(.manifest)
            return DossierReport(
                instance: nil, files: files, events: 0, head: nil, seal: seal, problems: problems)
        }
        var walk = ChainWalk(manifest, expected: expected, erasures: try erasures())
        try walk.run(folder)
        walk.problems.forEach { report($0) }
        for named in walk.named.sorted(by: { $0.value < $1.value })
        where !hashes.contains(named.key) && !walk.erased.contains(named.key) {
            report(.documentMissing(hash: named.key, sequence: named.value))
        }
        return DossierReport(
            instance: manifest.instance, files: files, events: walk.events, head: manifest.ends.head, seal: seal,
            problems: problems)
    }

    // MARK: Files

    private mutating func checkFiles() throws {
        var listed: Set<String> = []
        let list = folder + "/" + WholeFolder.list
        guard DossierFiles.isRegular(list) else { return report(.list(line: nil)) }
        seal = try DossierFiles.hash(list)
        var number = 0
        try DossierFiles.eachLine(list) { line in
            number += 1
            guard let entry = DossierFiles.entry(line), listed.insert(entry.name).inserted else {
                return report(.list(line: number))
            }
            let path = folder + "/" + entry.name
            guard DossierFiles.isRegular(path) else { return report(.fileMissing(entry.name)) }
            files += 1
            hashes.insert(entry.hash)
            if try DossierFiles.hash(path) != entry.hash { report(.fileChanged(entry.name)) }
        }
        try checkStrangers(listed, below: "")
    }

    private mutating func checkStrangers(_ listed: Set<String>, below prefix: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/" + prefix).sorted() {
            let path = prefix + name
            var status = stat()
            guard lstat(folder + "/" + path, &status) == 0 else { throw Location.failure(of: path, errno) }
            switch status.st_mode & UInt32(S_IFMT) {
            case UInt32(S_IFREG):
                if path != WholeFolder.list, !listed.contains(path) { report(.fileUnlisted(path)) }
            case UInt32(S_IFDIR): try checkStrangers(listed, below: path + "/")
            default: report(.notAFile(path))
            }
        }
    }

    private func manifest() throws -> DossierManifest? {
        let path = folder + "/" + DossierManifest.file
        guard DossierFiles.isRegular(path), (try Location.size(of: path) ?? 0) <= 1 << 20 else { return nil }
        var lines: [[UInt8]] = []
        try DossierFiles.eachLine(path) { lines.append($0) }
        guard lines.count == 1, let json = JSON(parsing: lines[0]), json.bytes == lines[0] else { return nil }
        return DossierManifest(json: json)
    }

    /// The events that erased something, by their place in the chain; those that cannot be read are told.
    private mutating func erasures() throws -> [Int: LogLine] {
        let path = folder + "/erasures.jsonl"
        guard DossierFiles.isRegular(path) else { return [:] }
        var found: [Int: LogLine] = [:]
        var number = 0
        try DossierFiles.eachLine(path) { bytes in
            number += 1
            guard let json = JSON(parsing: bytes), json.bytes == bytes, let line = LogLine(json: json),
                line.event.stream == .directory, found.updateValue(line, forKey: line.event.sequence) == nil
            else { return report(.erasure(line: number)) }
        }
        return found
    }
}

/// Follows the chain from the plan's first event to the head.
private struct ChainWalk {
    private let manifest: DossierManifest
    private let expected: ChainHead?
    private var erasures: [Int: LogLine]
    var problems: [DossierReport.Problem] = []
    var events = 0
    /// Every text or file that an event names, with the event's sequence.
    var named: [String: Int] = [:]
    /// Texts and files whose content was erased.
    var erased: Set<String> = []
    private var sequence: Int
    private var hash: [UInt8]
    private var meetsExpected: Bool
    private var unproven = (count: 0, last: 0)
    private var isBroken = false

    init(_ manifest: DossierManifest, expected: ChainHead?, erasures: [Int: LogLine]) {
        self.manifest = manifest
        self.expected = expected
        self.erasures = erasures
        sequence = manifest.ends.before.sequence
        hash = ContentHash.bytes(hexadecimal: manifest.ends.before.hash) ?? LogLine.seed
        meetsExpected = expected.map { $0 == manifest.ends.before } ?? true
    }

    mutating func run(_ folder: String) throws {
        guard DossierFiles.isRegular(folder + "/log.jsonl"), DossierFiles.isRegular(folder + "/chain.txt") else {
            problems.append(.head)
            return
        }
        let log = try LineReader(folder + "/log.jsonl")
        var number = 0
        try DossierFiles.eachLine(folder + "/chain.txt") { line in
            number += 1
            guard !isBroken else { return }
            sequence += 1
            try follow(line, number, log)
            if let expected, expected.sequence == sequence {
                meetsExpected = expected.hash == ContentHash.hexadecimal(hash)
            }
        }
        guard !isBroken else { return }
        if try log.next() != nil { problems.append(.line(events + 1)) }
        if ChainHead(sequence: sequence, hash: ContentHash.hexadecimal(hash)) != manifest.ends.head
            || events != manifest.ends.events
        {
            problems.append(.head)
        }
        if unproven.count > 0 { problems.append(.unproven(count: unproven.count, last: unproven.last)) }
        for sequence in erasures.keys.sorted() { problems.append(.erasure(line: sequence)) }
        if let expected, !meetsExpected { problems.append(.otherHead(expected)) }
    }

    private mutating func follow(_ line: [UInt8], _ number: Int, _ log: LineReader) throws {
        let text = String(decoding: line, as: UTF8.self)
        if text == DossierLog.own {
            try takeOwn(log)
        } else if text.hasPrefix(DossierLog.unproven), let given = DossierFiles.digest(text.dropFirst()) {
            hash = given
            unproven = (unproven.count + 1, sequence)
        } else if let digest = DossierFiles.digest(text[...]) {
            hash = LogLine.hash(of: digest, after: hash)
            guard let erasure = erasures.removeValue(forKey: sequence) else { return }
            guard erasure.digest == digest, case .settingChanged(let body) = erasure.event.body else {
                problems.append(.erasure(line: sequence))
                return
            }
            erased.formUnion(body.entries.filter { $0.kind == "document" && $0.hash == nil }.map(\.id))
        } else {
            isBroken = true
            problems.append(.chain(line: number))
        }
    }

    private mutating func takeOwn(_ log: LineReader) throws {
        events += 1
        guard let bytes = try log.next(), let json = JSON(parsing: bytes), json.bytes == bytes,
            let line = LogLine(json: json), line.event.sequence == sequence, line.version == events,
            line.event.stream == .instance(manifest.instance)
        else {
            isBroken = true
            problems.append(.line(events))
            return
        }
        hash = line.hash(after: hash)
        if json["hash"]?.string != ContentHash.hexadecimal(hash) {
            isBroken = true
            problems.append(.broken(sequence: sequence))
        }
        for name in line.event.body.namedHashes where named[name] == nil { named[name] = sequence }
    }
}

extension EventBody {
    /// The texts and files that the event names.
    fileprivate var namedHashes: [String] {
        switch self {
        case .started(let body): [body.definition, body.calendar]
        case .answered(let body): [body.document?.hash].compactMap { $0 }
        case .completed(let body): [body.document?.hash].compactMap { $0 }
        case .settingChanged(let body): [body.calendar].compactMap { $0 }
        case .opened, .assigned, .claimed, .returned, .skipped, .cancelled, .excused, .rescheduled, .suspended,
            .resumed, .closed, .undone:
            []
        }
    }
}
