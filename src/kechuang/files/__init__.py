"""Attachments (附件): what people send in, looked at before it is taken, kept once per content, in versions."""
