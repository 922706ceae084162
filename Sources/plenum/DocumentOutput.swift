import Foundation
import PlenumApp
import PlenumCore

extension DocumentHistory {
    /// The versions, one a line.
    var table: [String] {
        var columns = Columns()
        for version in versions {
            columns.add(
                "\(version.number)", version.at.shown(in: Terminal.language), version.by?.rawValue ?? "",
                version.document.name,
                version.title[Terminal.language]
                    + (version.round > 1 ? words(", lần \(version.round)", ", round \(version.round)") : ""))
        }
        return columns.lines(indent: "  ")
    }

    /// What has changed between the last two versions.
    var lines: [String] {
        guard let last = versions.last else {
            return [words("Nhiệm vụ này chưa có văn bản nào.", "There is no document here yet.")]
        }
        guard versions.count > 1 else {
            return [
                words(
                    "Mới có một phiên bản: \(last.document.name).", "There is one version only: \(last.document.name).")
            ]
        }
        if let incomparable {
            return [
                words(
                    "Chỉ so sánh được tệp văn bản thuần (.txt, .md); “\(incomparable.name)” không phải. Hãy chép ra để xem: --save THƯ_MỤC",
                    "Only plain text (.txt, .md) can be compared; “\(incomparable.name)” is not. Copy it out to look: --save FOLDER"
                )
            ]
        }
        let head = table.suffix(2)
        guard let comparison, !comparison.isSame else {
            return head + [words("Không có đoạn nào thay đổi.", "No paragraph has changed.")]
        }
        return head + [""]
            + comparison.parts.map { part in
                switch part {
                case .same(let count): words("  … \(count) đoạn giữ nguyên", "  … \(count) unchanged")
                case .removed(let text): "- \(text)"
                case .added(let text): "+ \(text)"
                }
            }
    }

    var json: JSON {
        .object([
            "versions": .array(
                versions.map { version in
                    .object([
                        "number": .int(version.number), "name": .string(version.document.name),
                        "hash": .string(version.document.hash), "size": .int(version.document.size),
                        "step": .string(version.path.text), "round": .int(version.round),
                        "by": version.by.map { .string($0.rawValue) } ?? .null, "at": .string(version.at.description),
                    ])
                }),
            "changes": comparison.map { .array($0.parts.map(\.json)) } ?? .null,
        ])
    }
}

extension TextComparison.Part {
    fileprivate var json: JSON {
        switch self {
        case .same(let count): .object(["same": .int(count)])
        case .removed(let text): .object(["removed": .string(text)])
        case .added(let text): .object(["added": .string(text)])
        }
    }
}

extension Shell {
    /// Copies what a task's owner has before them into a folder, which is made where there is none.
    func saveDocuments(of code: TaskCode, in folder: String) throws {
        let service = try service()
        var written: [String] = []
        let names = try service.documents(of: code) { name, bytes in
            let safe = name.map { $0 == "/" ? "-" : String($0) }.joined()
            let path = folder + "/" + (safe.hasPrefix(".") ? "_" + safe : safe)
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data(bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
            } catch CocoaError.fileWriteFileExists {
                throw AppError.fileExists(path)
            } catch {
                throw AppError.fileNotWritten(path)
            }
            written.append(path)
        }
        if isJSON { return Terminal.print(JSON.array(written.map(JSON.string)).prettyText) }
        guard !names.isEmpty else {
            return Terminal.print(words("Nhiệm vụ này không có tài liệu.", "This task has no documents."))
        }
        for path in written { Terminal.print(words("Đã chép: \(path)", "Copied: \(path)")) }
    }
}
