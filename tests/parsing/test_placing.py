"""Which one body a name means, by the issuer's territory."""

import pytest

from pipeline.parsing.bodies import split
from pipeline.parsing.facts import FieldFact
from pipeline.parsing.placing import place_body, territory
from pipeline.records import BodyLevel, WitnessSource

PROVINCE = ("tỉnh Cao Mẫu",)
WARD = ("phường Mẫu Sơn", "quận Mẫu Trạch", "thành phố Hà Nội")


def field(name, value):
    return FieldFact(name, value, WitnessSource.HEADING, (), "test", 1.0, (), chosen=True)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"issuer": "Ủy ban nhân dân tỉnh Cao Mẫu"}, ("tỉnh Cao Mẫu",)),
        (
            {"issuer": "Ủy ban nhân dân phường Mẫu Sơn", "issuer_parent": "Ủy ban nhân dân quận Mẫu Trạch"},
            ("phường Mẫu Sơn", "quận Mẫu Trạch"),  # the smallest first
        ),
        ({"issuer": "Sở Nội vụ Hà Nội"}, ("thành phố Hà Nội",)),  # a province without its word
        ({"issuer": "Ủy ban nhân dân xã Mẫu Trung", "place": "Hà Nội"}, ("xã Mẫu Trung", "thành phố Hà Nội")),
        ({"issuer": "Ủy ban nhân dân phường Bình Minh Đông"}, ("phường Bình Minh Đông",)),  # the whole name
        ({"issuer": "Trường THCS Mẫu Lâm xã Mẫu Trung huyện Mẫu Trạch"}, ("xã Mẫu Trung", "huyện Mẫu Trạch")),
        ({"issuer": "Ủy ban nhân dân Quận 12"}, ("quận 12",)),
        ({"issuer": "Bộ Nội vụ"}, ()),
        ({}, ()),
    ],
)
def test_territory(values, expected):
    assert territory([field(name, value) for name, value in values.items()]) == expected


def test_only_chosen_fields_say_where():
    unchosen = FieldFact("issuer", "Ủy ban nhân dân tỉnh Cao Mẫu", WitnessSource.FOOT, (), "test", 1.0)
    assert territory([unchosen]) == ()


@pytest.mark.parametrize(
    ("name", "where", "level", "expected"),
    [
        ("Sở Nội vụ", PROVINCE, BodyLevel.PROVINCE, "Sở Nội vụ tỉnh Cao Mẫu"),
        ("Sở Nội vụ", ("phường Mẫu Sơn",), BodyLevel.COMMUNE, None),  # its province is not known
        ("Sở Nội vụ tỉnh Bình Dương", PROVINCE, BodyLevel.PROVINCE, "Sở Nội vụ tỉnh Bình Dương"),  # placed already
        ("Bộ Nội vụ", PROVINCE, BodyLevel.PROVINCE, "Bộ Nội vụ"),  # there is one
        ("các sở, ban, ngành tỉnh", PROVINCE, BodyLevel.PROVINCE, None),  # a collective
        ("UBND các huyện, thành phố", PROVINCE, BodyLevel.PROVINCE, None),
        ("UBND cấp huyện", PROVINCE, BodyLevel.PROVINCE, None),
        ("Chủ tịch UBND tỉnh", PROVINCE, BodyLevel.PROVINCE, None),  # a person
        (
            "Đài Phát thanh và Truyền hình tỉnh",
            PROVINCE,
            BodyLevel.PROVINCE,
            "Đài Phát thanh và Truyền hình tỉnh Cao Mẫu",
        ),
        ("Văn phòng UBND thành phố", WARD, BodyLevel.COMMUNE, "Văn phòng Ủy ban nhân dân thành phố Hà Nội"),
        (
            "Sở Văn hóa, Thể thao và Du lịch",
            PROVINCE,
            BodyLevel.PROVINCE,
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Mẫu",
        ),
        ("UBND huyện, thị xã", PROVINCE, BodyLevel.PROVINCE, None),  # an ellipsis, not one body
        ("Ban Tuyên giáo Tỉnh ủy", PROVINCE, BodyLevel.PROVINCE, "Ban Tuyên giáo Tỉnh ủy Cao Mẫu"),
        ("Tỉnh ủy", PROVINCE, BodyLevel.PROVINCE, "Tỉnh ủy Cao Mẫu"),
        ("Công an phường", WARD, BodyLevel.COMMUNE, "Công an phường Mẫu Sơn"),
        ("Bộ phận Tư pháp - Hộ tịch", WARD, BodyLevel.COMMUNE, "Bộ phận Tư pháp - Hộ tịch phường Mẫu Sơn"),
        ("Đoàn Thanh niên", WARD, BodyLevel.COMMUNE, "Đoàn Thanh niên phường Mẫu Sơn"),  # nothing below a ward
        ("Đoàn Thanh niên", PROVINCE, BodyLevel.PROVINCE, None),  # could be any
        ("Phòng Nội vụ", ("huyện Mẫu Trạch",), BodyLevel.DISTRICT, "Phòng Nội vụ huyện Mẫu Trạch"),
        ("Phòng Nội vụ", PROVINCE, BodyLevel.PROVINCE, None),  # one in every district
        ("Trường THPT Mẫu Giang 2", PROVINCE, BodyLevel.PROVINCE, "Trường Trung học phổ thông Mẫu Giang 2"),
        ("UBND quận", ("quận Mẫu Trạch", "quận Mẫu Trì"), BodyLevel.DISTRICT, None),  # two: none is taken
    ],
)
def test_the_one_body_meant(name, where, level, expected):
    (body,) = split(name)
    assert place_body(body, where, level) == expected
