import PlenumCore
import PlenumStore

extension DossierReport.Problem {
    var sentence: String {
        switch self {
        case .list(nil): words("thiếu tệp SHA256SUMS.", "there is no file SHA256SUMS.")
        case .list(let line?):
            words("SHA256SUMS, dòng \(line): không đọc được.", "SHA256SUMS, line \(line): cannot be read.")
        case .fileMissing(let name): words("thiếu tệp \(name).", "the file \(name) is missing.")
        case .fileChanged(let name): words("tệp \(name) đã bị thay đổi.", "the file \(name) was changed.")
        case .fileUnlisted(let name):
            words("tệp \(name) không có trong SHA256SUMS.", "the file \(name) is not in SHA256SUMS.")
        case .notAFile(let name): words("\(name) không phải là tệp.", "\(name) is no file.")
        case .manifest:
            words(
                "manifest.json thiếu hoặc không đọc được: đây không phải là hồ sơ của Plenum.",
                "manifest.json is missing or cannot be read: this is no dossier of Plenum.")
        case .line(let line):
            words(
                "log.jsonl, dòng \(line): không đúng chỗ hoặc không đọc được.",
                "log.jsonl, line \(line): out of place, or cannot be read.")
        case .broken(let sequence):
            words(
                "sự kiện số \(sequence) không khớp chuỗi mã băm.", "event \(sequence) does not fit the chain of hashes."
            )
        case .chain(let line):
            words("chain.txt, dòng \(line): không đọc được.", "chain.txt, line \(line): cannot be read.")
        case .head:
            words(
                "chuỗi mã băm không dẫn đến đầu chuỗi ghi trong manifest.json.",
                "the chain does not lead to the head that manifest.json names.")
        case .otherHead(let head):
            words(
                "chuỗi không chứa đầu chuỗi \(head.sequence):\(head.hash).",
                "the chain does not contain the head \(head.sequence):\(head.hash).")
        case .unproven(let count, let last):
            words(
                "\(count) sự kiện của kế hoạch khác do phiên bản cũ ghi, không nối chuỗi qua được: chỉ phần sau số \(last) được chứng thực.",
                "\(count) events of other plans were written by an older version and cannot be followed: only what comes after number \(last) is proven."
            )
        case .erasure(let line):
            words(
                "erasures.jsonl: sự kiện xóa \(line) không khớp chuỗi.",
                "erasures.jsonl: the erasure \(line) does not fit the chain.")
        case .documentMissing(let hash, let sequence):
            words(
                "sự kiện số \(sequence) nêu văn bản \(hash.prefix(12))… mà hồ sơ không có.",
                "event \(sequence) names the document \(hash.prefix(12))…, which is not in the dossier.")
        }
    }
}

extension DossierReport {
    var json: JSON {
        .object([
            "sound": .bool(isSound), "instance": instance.map { .string($0.rawValue) } ?? .null,
            "files": .int(files), "events": .int(events),
            "head": head.map { .string("\($0.sequence):\($0.hash)") } ?? .null, "seal": .string(seal),
            "problems": .array(problems.map { .string($0.sentence) }),
        ])
    }
}
