import Foundation
import PlenumApp
import PlenumStore

/// Opens a database as a later version of Plenum would, whose schema has changed once more: `make faults` kills it at
/// every system call. Not installed.
///
/// Usage: `plenum-next-schema [export] --database FILE`
@main
enum NextSchema {
    /// What such a change does: a new table that is filled from an old one, and a column.
    static let change = """
        ALTER TABLE item ADD COLUMN remark TEXT;
        CREATE TABLE tried (item INTEGER PRIMARY KEY, state INTEGER NOT NULL);
        INSERT INTO tried SELECT id, state FROM item;
        """

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 2, arguments.dropLast().last == "--database", let path = arguments.last else {
            exit(64)
        }
        do {
            let store = try SQLiteStore(path: path, growingBy: [change], definitions: Service.definitions)
            if arguments.first == "export" {
                try store.export { FileHandle.standardOutput.write(Data($0)) }
            } else {
                print("grown")
            }
        } catch let error as StoreError {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(error.exitStatus)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(74)
        }
    }
}
