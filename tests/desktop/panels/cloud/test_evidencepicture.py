from concurrent.futures import ThreadPoolExecutor

from PySide6.QtGui import QImage

from desktop.panels.cloud.evidencepicture import HEIGHT_PX, WIDTH_PX, evidence_png
from tests.fakes import cloudstory


def test_each_item_has_a_picture_of_its_own(qapp: object) -> None:
    result = cloudstory.check()

    pictures = [evidence_png(result, item) for item in result.items]

    assert len(set(pictures)) == len(pictures)
    image = QImage.fromData(pictures[0])
    assert (image.width(), image.height()) == (WIDTH_PX, HEIGHT_PX)


def test_it_is_drawn_on_any_thread(qapp: object) -> None:
    result = cloudstory.check()
    with ThreadPoolExecutor(1) as pool:
        drawn = pool.submit(evidence_png, result, result.items[0]).result()

    assert drawn == evidence_png(result, result.items[0])
