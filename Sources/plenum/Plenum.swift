import ArgumentParser

/// The command line. Each command is a file of `Commands/` and a word in this list.
@main
struct Plenum: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "plenum",
            abstract: words(
                "Lập kế hoạch, theo dõi và nhắc việc cho sinh hoạt chuyên đề của cấp ủy.",
                "Plans, tracks and reminds: the thematic sessions of a committee."),
            discussion: words(
                "Bắt đầu: plenum people import FILE, rồi plenum start FILE --set …, rồi plenum tasks --as NGƯỜI.",
                "To begin: plenum people import FILE, then plenum start FILE --set …, then plenum tasks --as PERSON."),
            version: "0.1.0",
            subcommands: [
                Check.self, New.self, ExplainError.self, Schema.self, Reference.self, People.self, Start.self,
                Status.self,
                Report.self, Draft.self, Dossier.self,
                Tasks.self, Show.self, Do.self, Remind.self, Log.self, Verify.self, Backup.self, Restore.self,
                Export.self, Import.self, Claim.self, Delegate.self,
                Decline.self, Undo.self, Comment.self, Acknowledge.self, Vote.self, Extend.self, Reschedule.self,
                Reassign.self,
                Include.self, Excuse.self, Skip.self, Reopen.self, Suspend.self, Resume.self, Cancel.self,
                Plan.self, Explain.self, CalendarCommand.self, Numbers.self,
            ])
    }
}
