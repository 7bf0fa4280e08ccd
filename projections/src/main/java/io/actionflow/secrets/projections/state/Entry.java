package io.actionflow.secrets.projections.state;

/** One value of one table of a project's state. Which tables there are, and under which keys, is said by {@link Keys}. */
public sealed interface Entry
        permits ProjectEntry,
                MemberEntry,
                SecretEntry,
                NameEntry,
                ValueEntry,
                UploadEntry,
                ActionflowEntry,
                VersionEntry,
                UsageEntry,
                ChangeEntry,
                ActiveSecretEntry,
                ActiveActionflowEntry,
                ActiveVersionEntry,
                TakenEntry,
                MatchEntry,
                MatchesEntry,
                UnsignedEntry,
                ImportEntry,
                KeyEntry,
                DeletionEntry,
                RetiredEntry,
                ErasingEntry,
                LeftoverEntry {}
