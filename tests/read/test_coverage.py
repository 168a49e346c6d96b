from policydiff.read.coverage import check_coverage


def test_order_and_white_space_do_not_matter():
    assert check_coverage("左栏\n右栏 6%", "右栏6%\n左栏") == ()


def test_words_left_out_for_a_reason_are_not_missed():
    assert check_coverage("首页 报告 打印", "报告", ["首页", "打印"]) == ()


def test_a_lost_paragraph_is_named_with_its_size():
    (notice,) = check_coverage("增长6%。新建学校9所。", "增长6%。")
    assert notice.code == "COVERAGE" and notice.message.startswith("7 of 12 ")


def test_what_stands_twice_and_was_read_once_is_missed():
    (notice,) = check_coverage("报告报告", "报告")
    assert notice.message.startswith("2 of 4 ")
