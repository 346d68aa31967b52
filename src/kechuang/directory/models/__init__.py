"""The tables of the directory: bodies, people and what they do, accounts, experts, integrity."""

from kechuang.directory.models.accounts import LONGEST_LOGIN, Account, AccountManager, SignInCount, normalised_login
from kechuang.directory.models.bodies import Division, Installation, Organisation, validate_credit_code
from kechuang.directory.models.experts import DeclaredRelation, Expert, Expertise
from kechuang.directory.models.integrity import BARS, PERSONAL, Act, Behaviour, IntegrityRecord, Measure, SubjectKind
from kechuang.directory.models.people import Appointment, Employment, Person
from kechuang.directory.public_id import public_id_field

__all__ = [
    "BARS",
    "LONGEST_LOGIN",
    "PERSONAL",
    "Account",
    "AccountManager",
    "Act",
    "Appointment",
    "Behaviour",
    "DeclaredRelation",
    "Division",
    "Employment",
    "Expert",
    "Expertise",
    "Installation",
    "IntegrityRecord",
    "Measure",
    "Organisation",
    "Person",
    "SignInCount",
    "SubjectKind",
    "normalised_login",
    "public_id_field",
    "validate_credit_code",
]
