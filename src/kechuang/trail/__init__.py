"""The trail (留痕): what happened to each subject, one hash chain each, and one sealed head a day. Contract 6."""
