import Foundation
import Testing

@Suite("A dossier") struct DossierTests {
    private static let now = "2026-09-01T08:00:00+07:00"

    /// The small plan played to its end beside another, its dossier in `dossier`.
    private func written() throws -> Program {
        let program = try SmallPlan.begun()
        try SmallPlan.playOn(program)
        for arguments in [
            ["acknowledge", "00B-B", "--as", "chair"],
            ["acknowledge", "009-9", "--as", "chair", "--for", "an", "--on", "2026-08-21"],
            ["start", "session.yaml", "--as", "chair", "--set", "theme=Khác", "--set", "held-on=2026-11-20"],
            ["suspend", "small-2", "--as", "chair", "--reason", "chờ"],
        ] {
            let result = try program.run(arguments, now: "2026-08-24T08:00:00+07:00")
            #expect(result.status == 0, "\(result.errors)")
        }
        let result = try program.run("dossier", "small-1", "--output", "dossier", now: DossierTests.now)
        #expect(result.status == 0, "\(result.errors)")
        return program
    }

    private func files(_ program: Program, in folder: String = "dossier") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: program.folder.appending(path: folder).path).filter {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: program.folder.appending(path: "\(folder)/\($0)").path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }.sorted()
    }

    private func text(_ name: String, _ program: Program) throws -> String {
        try String(contentsOf: program.folder.appending(path: "dossier/\(name)"), encoding: .utf8)
    }

    private func shell(_ command: String, in program: Program) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = program.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func verify(_ program: Program, _ more: String...) throws -> Program.Result {
        try program.run(["verify", "--dossier", "dossier"] + more)
    }

    @Test("holds everything of one plan, reads as sound HTML, and proves itself without the database")
    func whole() throws {
        let program = try written()
        try FileManager.default.removeItem(at: program.folder.appending(path: "plenum.db"))
        let sound = try verify(program)
        #expect(sound.status == 0, "\(sound.errors)")
        #expect(try shell("cd dossier && sha256sum --strict -c SHA256SUMS", in: program) == 0)
        #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "plenum.db").path))

        let files = try files(program)
        #expect(files.contains("definition/small.yaml"))
        #expect(
            files.filter { $0.hasPrefix("documents/") } == [
                "documents/001-draft-v1-draft.md", "documents/002-draft-v2-draft.md",
            ])
        #expect(try text("definition/small.yaml", program) == text("../session.yaml", program))
        let page = try DraftTests.judged(["dossier/index.html", "dossier/minutes/meeting.html"], in: program)
        for part in [
            SmallPlan.hostile, "05-NQ/ĐU – Dự thảo, 20/08/2026", "2 tán thành, 0 không tán thành", "=1+1 & <b>",
            "quá nửa số người được lấy biểu quyết", "2/3, trong đó 1 xác nhận trên giấy", "Lê Bình (",
            "có mặt 2/3", "tiếp thu 1, tiếp thu một phần 1, giải trình 1, chưa xử lý 0", "1. Thống nhất",
        ] {
            #expect(page.contains(part), "\(part)\n\(page)")
        }
        #expect(try text("acknowledgements.csv", program).contains("đã xác nhận,21/08/2026,\"Trần"))
        #expect(try text("opinions.csv", program).contains("Tiếp thu một phần,một phần"))
        #expect(try text("people.csv", program).contains("an,Lê An,Đảng ủy"))
    }

    @Test("shows any changed byte, in whichever file")
    func changedBytes() throws {
        let program = try written()
        for file in try files(program) {
            let url = program.folder.appending(path: "dossier/\(file)")
            let whole = [UInt8](try Data(contentsOf: url))
            let isShort = whole.count < 200
            let places =
                isShort
                ? Array(stride(from: 0, to: whole.count, by: 9))
                : [0, whole.count / 7, whole.count / 3, whole.count / 2, whole.count - 2, whole.count - 1]
            for place in places {
                var changed = whole
                changed[place] ^= place.isMultiple(of: 2) ? 1 : 0x20
                try Data(changed).write(to: url)
                let found = try verify(program)
                #expect(found.status == 65, "\(file) \(place)")
                #expect(!found.errors.isEmpty)
            }
            try Data(whole.dropLast()).write(to: url)
            #expect(try verify(program).status == 65, "\(file) cut")
            try Data(whole).write(to: url)
        }
        #expect(try verify(program).status == 0)
    }

    @Test("shows a forgery whose list of hashes was written anew")
    func forgeries() throws {
        let seal =
            "(cd dossier && find . -type f ! -name SHA256SUMS | cut -c 3- | LC_ALL=C sort | xargs -d '\\n' sha256sum > SHA256SUMS)"
        let program = try written()
        #expect(try shell("cp -r dossier whole", in: program) == 0)
        for (forgery, sign) in [
            // What somebody said is another word.
            ("sed -i 's/Thống nhất/Không đồng ý/' dossier/log.jsonl", "không khớp chuỗi"),
            // An event is gone, and its place is filled by a digest.
            (
                "sed -i 3d dossier/log.jsonl && awk '/^=$/ && ++n == 3 {print \"\(String(repeating: "a", count: 64))\"; next} 1' dossier/chain.txt > c && mv c dossier/chain.txt",
                "log.jsonl, dòng 3"
            ),
            // The digest of an event of another plan is another one.
            ("sed -i '/^=$/!s/^[0-9a-f]/g/' dossier/chain.txt", "chain.txt, dòng"),
            ("sed -i '/^=$/!s/^0/1/; /^=$/!s/^[2-9a-f]/0/' dossier/chain.txt", "không khớp chuỗi"),
            // The end is cut off.
            ("sed -i '$d' dossier/log.jsonl && sed -i '$d' dossier/chain.txt", "log.jsonl"),
            // Links of the older form, which nobody can follow.
            ("sed -i '/^=$/!s/^/?/' dossier/chain.txt", "không khớp chuỗi"),
            // A document is another one.
            ("for file in dossier/documents/*; do echo Khác > $file; done", "nêu văn bản"),
            ("rm dossier/definition/small.yaml", "nêu văn bản"),
            ("sed -i 's/\"events\":[0-9]*/\"events\":3/' dossier/manifest.json", "manifest.json"),
            ("sed -i 's/small-1/small-2/' dossier/manifest.json", "log.jsonl, dòng 1"),
        ] {
            #expect(try shell("rm -rf dossier && cp -r whole dossier", in: program) == 0)
            #expect(try shell("\(forgery) && \(seal)", in: program) == 0, "\(forgery)")
            let found = try verify(program)
            #expect(found.status == 65, "\(forgery)")
            #expect(found.errors.contains(sign), "\(forgery): \(found.errors)")
        }
    }

    @Test("shows files that came to it, that went, and that are links")
    func strangers() throws {
        let program = try written()
        #expect(try shell("cp -r dossier whole", in: program) == 0)
        for (change, sign) in [
            ("echo x > dossier/documents/x.md", "documents/x.md không có trong"),
            ("rm dossier/people.csv", "people.csv"),
            ("cp dossier/people.csv p && ln -sf ../p dossier/people.csv", "people.csv"),
            ("mkfifo dossier/pipe", "pipe không phải là tệp"), ("rm dossier/SHA256SUMS", "SHA256SUMS"),
            ("echo \"$(printf '%064d' 0)  ../people.yaml\" >> dossier/SHA256SUMS", "SHA256SUMS, dòng"),
        ] {
            #expect(try shell("rm -rf dossier && cp -r whole dossier", in: program) == 0)
            #expect(try shell(change, in: program) == 0)
            let found = try verify(program)
            #expect(found.status == 65, "\(change)")
            #expect(found.errors.contains(sign), "\(found.errors)")
        }
    }

    @Test("holds heads that were written down, and no others")
    func heads() throws {
        let program = try written()
        let head = try #require(
            (try program.json("verify", "--dossier", "dossier") as? [String: Any])?["head"] as? String)
        #expect(try verify(program, "--expect", head).status == 0)
        let log = try text("log.jsonl", program).split(separator: "\n")
        let early = try #require(
            try JSONSerialization.jsonObject(with: Data(log[4].utf8)) as? [String: Any])
        let earlier = "\(early["sequence"] ?? 0):\(early["hash"] ?? "")"
        #expect(try verify(program, "--expect", earlier).status == 0)
        let other = "\(early["sequence"] ?? 0):" + String(repeating: "0", count: 64)
        #expect(try verify(program, "--expect", other).status == 65)
        #expect(try verify(program, "--expect", "999:" + String(repeating: "0", count: 64)).status == 65)
    }

    @Test("is written whole or not at all, and nothing is overwritten")
    func places() throws {
        let program = try written()
        let before = try files(program)
        #expect(try program.run("dossier", "small-1", "--output", "dossier").status == 1)
        #expect(try files(program) == before)
        try FileManager.default.createDirectory(
            at: program.folder.appending(path: "empty"), withIntermediateDirectories: false)
        // What a killed process has left goes with the next one.
        try FileManager.default.createDirectory(
            at: program.folder.appending(path: "empty-partial-99999999/documents"), withIntermediateDirectories: true)
        #expect(try program.run("dossier", "small-1", "--output", "empty/").status == 0)
        #expect(try program.run("verify", "--dossier", "empty").status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!names.contains { $0.contains("-partial-") })
        #expect(try program.run("dossier", "small-9", "--output", "nine").status == 1)
        #expect(try program.run("dossier", "small-1", "--output", "people.yaml").status == 1)
        #expect(try program.run("dossier", "small-1", "--output", "nowhere/at/all").status == 66)
        #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "nine").path))
        #expect(try program.run("verify", "--dossier", "nowhere").status == 66)
        #expect(try program.run("verify", "--dossier", ".").status == 65)
    }

    @Test("that was killed on the way is not there, or whole; the next one finds its place free")
    func killed() throws {
        let program = try written()
        var (gone, whole) = (0, 0)
        for pause in 0..<24 {
            let process = program.process(["dossier", "small-1", "--output", "cut"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(pause * 2500))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            guard FileManager.default.fileExists(atPath: program.folder.appending(path: "cut").path) else {
                gone += 1
                continue
            }
            whole += 1
            #expect(try program.run("verify", "--dossier", "cut").status == 0)
            #expect(try shell("rm -r cut", in: program) == 0)
        }
        #expect(gone > 0, "every one was quicker: \(whole)")
        #expect(try program.run("dossier", "small-1", "--output", "cut").status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(!names.contains { $0.contains("-partial-") }, "\(names)")
    }

    @Test("holds the definitions that the plan's own uses")
    func usedDefinitions() throws {
        let program = try SmallPlan.begun()
        try program.write(
            """
            plenum: 1
            workflow: outer
            languages: [vi]
            title:
              vi: Kế hoạch ngoài
            calendar: vietnam
            steps:
              inner:
                kind: use
                title:
                  vi: Kế hoạch trong
                workflow: session
                with:
                  theme: "Chủ đề"
                  held-on: "2026-12-10"

            """, to: "outer.yaml")
        let started = try program.run("start", "outer.yaml", "--as", "chair")
        #expect(started.status == 0, "\(started.errors)")
        #expect(try program.run("dossier", "outer-1", "--output", "outer").status == 0)
        #expect(try program.run("verify", "--dossier", "outer").status == 0)
        #expect(try shell("cmp outer/definition/used/session.yaml session.yaml", in: program) == 0)
        #expect(try shell("cmp outer/definition/outer.yaml outer.yaml", in: program) == 0)
        #expect(try program.run("draft", "minutes", "outer-1").output.contains("BIÊN BẢN"))
    }

    @Test("of the same plan at the same moment is the same to the byte")
    func repeatable() throws {
        let program = try written()
        #expect(try program.run("dossier", "small-1", "--output", "again", now: DossierTests.now).status == 0)
        #expect(try shell("diff -r dossier again", in: program) == 0)
    }

    @Test("shows who was erased as erased, and proves that too")
    func erased() throws {
        let program = try written()
        // Ends what they still had to do.
        #expect(try program.run("remind", now: "2026-09-20T08:00:00+07:00").status == 0)
        let erased = try program.run(
            "people", "erase", "binh", "--as", "chair", "--reason", "Theo yêu cầu", now: "2026-09-20T08:00:00+07:00")
        #expect(erased.status == 0, "\(erased.errors)")
        let result = try program.run(
            "dossier", "small-1", "--output", "later", now: "2026-09-20T08:00:00+07:00")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try program.run("verify", "--dossier", "later").status == 0)
        let page = try DraftTests.judged(["later/index.html", "later/minutes/meeting.html"], in: program)
        #expect(page.contains("binh: 20/09/2026, Trần"), "\(page)")
        #expect(try shell("grep -rqF 'Lê Bình' later", in: program) == 1)
        #expect(try shell("grep -q '\"id\":\"binh\"' later/erasures.jsonl", in: program) == 0)
        #expect(
            try shell(
                "sed -i 's/binh/bing/' later/erasures.jsonl && cd later && find . -type f ! -name SHA256SUMS | cut -c 3- | LC_ALL=C sort | xargs -d '\\n' sha256sum > SHA256SUMS",
                in: program) == 0)
        #expect(try program.run("verify", "--dossier", "later").status == 65)
    }
}
