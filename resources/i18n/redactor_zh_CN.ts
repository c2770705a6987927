<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>About redactor</source>
        <translation>关于 redactor</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept all on this frame</source>
        <translation>接受本帧全部建议</translation>
    </message>
    <message>
        <source>Actual size (1:1)</source>
        <translation>实际大小 (1:1)</translation>
    </message>
    <message>
        <source>An export is running.</source>
        <translation>正在导出。</translation>
    </message>
    <message>
        <source>Back to the series before</source>
        <translation>返回上一序列</translation>
    </message>
    <message>
        <source>Cancel, deselect, navigate</source>
        <translation>取消、取消选择、回到浏览</translation>
    </message>
    <message>
        <source>Close case</source>
        <translation>关闭病例</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制区域</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>第一帧</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Flag for a second opinion</source>
        <translation>标记待议</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Go to each finding of this frame once first, with the key for the next.</source>
        <translation>请先用“下一个”键逐一查看本帧的每个发现项。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Invert grey</source>
        <translation>黑白反转</translation>
    </message>
    <message>
        <source>Keep this frame</source>
        <translation>保留此帧</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>最后一帧</translation>
    </message>
    <message>
        <source>Leave out this frame</source>
        <translation>排除此帧</translation>
    </message>
    <message>
        <source>Mark reviewed and go on</source>
        <translation>标记“已审”并继续</translation>
    </message>
    <message>
        <source>Masks: filled, outline, off</source>
        <translation>遮挡显示：填充、轮廓、关闭</translation>
    </message>
    <message>
        <source>Move the region left by 10 pixels</source>
        <translation>将区域左移 10 像素</translation>
    </message>
    <message>
        <source>Move the region right by 10 pixels</source>
        <translation>将区域右移 10 像素</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个发现项</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一幅图像</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>下一个面板</translation>
    </message>
    <message>
        <source>Next series that is not reviewed</source>
        <translation>下一个未审序列</translation>
    </message>
    <message>
        <source>Next series, or move the region right</source>
        <translation>下一序列，或将区域右移</translation>
    </message>
    <message>
        <source>Next thing to do</source>
        <translation>下一项待办</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>Nothing on this frame needs a decision.</source>
        <translation>本帧没有需要决定的内容。</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open images first.</source>
        <translation>请先打开图像。</translation>
    </message>
    <message>
        <source>Open sample case</source>
        <translation>打开示例病例</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个发现项</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一幅图像</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>上一个面板</translation>
    </message>
    <message>
        <source>Previous series, or move the region left</source>
        <translation>上一序列，或将区域左移</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Select a finding or region first.</source>
        <translation>请先选择一个发现项或区域。</translation>
    </message>
    <message>
        <source>Show the original while held</source>
        <translation>按住显示原图</translation>
    </message>
    <message>
        <source>Skip this series</source>
        <translation>跳过此序列</translation>
    </message>
    <message>
        <source>Something is still open. Press Enter to go to it.</source>
        <translation>仍有待办事项。按回车键前往。</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>后退十帧</translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation>前进十帧</translation>
    </message>
    <message>
        <source>The searches are still running. Export when they are done.</source>
        <translation>查找仍在进行，请在完成后导出。</translation>
    </message>
    <message>
        <source>There is no frame to look at.</source>
        <translation>没有可查看的帧。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>This frame is left out already.</source>
        <translation>此帧已排除。</translation>
    </message>
    <message>
        <source>This frame is not left out.</source>
        <translation>此帧未被排除。</translation>
    </message>
    <message>
        <source>This image has no findings.</source>
        <translation>此图像没有发现项。</translation>
    </message>
    <message>
        <source>This image has no preset of that number.</source>
        <translation>此图像没有该编号的预设。</translation>
    </message>
    <message>
        <source>This is the last frame that stays; an image needs one.</source>
        <translation>这是最后一个保留的帧，图像至少需要一帧。</translation>
    </message>
    <message>
        <source>This one is accepted already.</source>
        <translation>此项已接受。</translation>
    </message>
    <message>
        <source>This one is rejected already.</source>
        <translation>此项已拒绝。</translation>
    </message>
    <message>
        <source>This series is marked as reviewed already.</source>
        <translation>此序列已标记为已审。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Window as stored</source>
        <translation>文件自带窗宽/窗位</translation>
    </message>
    <message>
        <source>Window preset {number}</source>
        <translation>窗预设 {number}</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>No search was run on this image. You have to look at all of it.</source>
        <translation>此图像未作任何查找，须人工查看全部内容。</translation>
    </message>
    <message>
        <source>Not complete, these searches broke off: {names}. Look there yourself.</source>
        <translation>以下查找中断，结果不完整：{names}。请人工查看。</translation>
    </message>
    <message>
        <source>Nothing was found in 1 search: {names}. You still have to look.</source>
        <translation>1 项查找（{names}）未检出问题，但仍需人工查看。</translation>
    </message>
    <message>
        <source>Nothing was found in {count} searches: {names}. You still have to look.</source>
        <translation>{count} 项查找（{names}）均未检出问题，但仍需人工查看。</translation>
    </message>
    <message>
        <source>all frames</source>
        <translation>全部帧</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>frame {number}</source>
        <translation>第 {number} 帧</translation>
    </message>
    <message>
        <source>likely {percent} %</source>
        <translation>很可能 {percent} %</translation>
    </message>
    <message>
        <source>possible {percent} %</source>
        <translation>可能 {percent} %</translation>
    </message>
    <message>
        <source>unsure {percent} %</source>
        <translation>不确定 {percent} %</translation>
    </message>
    <message>
        <source>{columns}×{rows} pixels</source>
        <translation>{columns}×{rows} 像素</translation>
    </message>
    <message>
        <source>{count} frames</source>
        <translation>{count} 帧</translation>
    </message>
    <message>
        <source>{number}. {title}, {status}. {reason}. {details}</source>
        <translation>{number}. {title}，{status}。{reason}。{details}</translation>
    </message>
</context>
<context>
    <name>CaseOpener</name>
    <message>
        <source>1 file was not opened</source>
        <translation>1 个文件未打开</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>关闭病例</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>保持打开</translation>
    </message>
    <message>
        <source>Reasons…</source>
        <translation>查看原因…</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Your decisions on this case were not exported. They will be lost.</source>
        <translation>您对本病例的决定尚未导出，关闭后将丢失。</translation>
    </message>
    <message>
        <source>{count} files were not opened</source>
        <translation>{count} 个文件未打开</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>hidden values equal the fill</source>
        <translation>遮挡处的值等于填充值</translation>
    </message>
    <message>
        <source>no identifier left</source>
        <translation>无残留标识信息</translation>
    </message>
    <message>
        <source>noise: an instance and a series of their own</source>
        <translation>噪声副本：有自己的实例和序列</translation>
    </message>
    <message>
        <source>noise: marked as derived, not for diagnosis</source>
        <translation>噪声副本：已标明为派生图像，不可用于诊断</translation>
    </message>
    <message>
        <source>noise: one value in every cell, within the declared range</source>
        <translation>噪声副本：每个单元格只有一个值，且在声明的范围内</translation>
    </message>
    <message>
        <source>noise: pixel format of the result, in gray or RGB</source>
        <translation>噪声副本：像素格式与结果一致（灰度或 RGB）</translation>
    </message>
    <message>
        <source>nothing in unused bits</source>
        <translation>未用比特位中无内容</translation>
    </message>
    <message>
        <source>pixel format unchanged</source>
        <translation>像素格式未变</translation>
    </message>
    <message>
        <source>the checked result is unchanged</source>
        <translation>已核验的结果没有改动</translation>
    </message>
    <message>
        <source>the written file can be read</source>
        <translation>写出的文件可读取</translation>
    </message>
    <message>
        <source>values changed outside the mask: 0</source>
        <translation>遮挡以外的像素值改变数为 0</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept all on this frame</source>
        <translation>接受本帧全部建议</translation>
    </message>
    <message>
        <source>Change region</source>
        <translation>修改区域</translation>
    </message>
    <message>
        <source>Delete region</source>
        <translation>删除区域</translation>
    </message>
    <message>
        <source>Draw region</source>
        <translation>绘制区域</translation>
    </message>
    <message>
        <source>Duplicate region</source>
        <translation>复制区域</translation>
    </message>
    <message>
        <source>Keep frame</source>
        <translation>保留帧</translation>
    </message>
    <message>
        <source>Leave out frame</source>
        <translation>排除帧</translation>
    </message>
    <message>
        <source>Move region</source>
        <translation>移动区域</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A DICOMDIR lists images and patients but holds no image. Open the folder beside it instead.</source>
        <translation>DICOMDIR 只列出图像和患者，本身不含图像。请打开其所在的文件夹。</translation>
    </message>
    <message>
        <source>A file of device layouts can&apos;t be read at {where}: {problem}. What it would have hidden is unknown, so nothing was done; correct it, or take it out of the folder of layouts.</source>
        <translation>无法读取一个设备版式文件，位置 {where}：{problem}。它原本要遮盖的内容未知，因此未做任何处理；请更正该文件，或将其移出版式文件夹。</translation>
    </message>
    <message>
        <source>A mask template is for this device, but not for images of {rows} × {columns}. It is never scaled; draw one for this size.</source>
        <translation>有适用于该设备的遮挡模板，但不适用于 {rows} × {columns} 的图像。模板从不缩放；请为该尺寸另画一个。</translation>
    </message>
    <message>
        <source>A part of the program is missing ({name}). Install it again.</source>
        <translation>程序缺少部件（{name}），请重新安装。</translation>
    </message>
    <message>
        <source>A picture can be looked at and searched, but not exported as a DICOM instance. It was left out.</source>
        <translation>普通图片可以查看和查找，但不能导出为 DICOM 实例，已略过。</translation>
    </message>
    <message>
        <source>A plug-in of the program is broken ({name}). Install it again.</source>
        <translation>程序的插件已损坏（{name}），请重新安装。</translation>
    </message>
    <message>
        <source>Another run is using this project. Nothing was written. Wait until it has ended, then try again.</source>
        <translation>另一项运行正在使用此项目，未写出任何内容。请待其结束后重试。</translation>
    </message>
    <message>
        <source>Every frame of this image is to be left out, so nothing was written for it. Keep a frame, or leave out the whole image.</source>
        <translation>此图像的所有帧都将被排除，因此未写入任何内容。请至少保留一帧，或排除整个图像。</translation>
    </message>
    <message>
        <source>Frame {frame} can&apos;t be coded again ({uid}). Nothing was written for this image; convert it first.</source>
        <translation>第 {frame} 帧无法重新编码（{uid}）。未为该图像写入任何内容，请先转换格式。</translation>
    </message>
    <message>
        <source>Frame {frame} can&apos;t be decoded ({uid}). It can&apos;t be checked, so nothing was written; fetch it again.</source>
        <translation>第 {frame} 帧无法解码（{uid}），因而无法检查，未写出任何内容；请重新获取。</translation>
    </message>
    <message>
        <source>Frame {frame} is cut off: a part of its picture is missing. Nothing was written; fetch the image again.</source>
        <translation>第 {frame} 帧不完整：缺少部分图像。未写出任何内容；请重新获取该图像。</translation>
    </message>
    <message>
        <source>Masks can&apos;t be written as DICOM SEG here. That needs an optional part: pip install redactor[seg].</source>
        <translation>此处无法以 DICOM SEG 写出遮挡。这需要可选组件：pip install redactor[seg]。</translation>
    </message>
    <message>
        <source>More than one mask template ({count}) is for images of this kind. Nothing was written. Name one of them only, or make their rules narrower.</source>
        <translation>有多个（{count}）遮挡模板适用于此类图像。未写出任何内容；请只指定其中一个，或缩小它们的规则。</translation>
    </message>
    <message>
        <source>Mosaic and blur can be reversed for text, so they are refused for identifiers. Use solid fill.</source>
        <translation>马赛克和模糊遮挡的文字可能被还原，因此不能用于标识信息。请改用实心填充。</translation>
    </message>
    <message>
        <source>No mask template is for images of this kind. Nothing was written for it; draw a mask on one of them and save it as a template.</source>
        <translation>没有适用于此类图像的遮挡模板，未写出任何内容。请在其中一幅上画出遮挡并保存为模板。</translation>
    </message>
    <message>
        <source>One series holds images of {count} patients. Split it by patient at its source, then open it again.</source>
        <translation>一个序列中含有 {count} 名患者的图像。请在来源处按患者拆分后重新打开。</translation>
    </message>
    <message>
        <source>Pixel Data holds {actual} bytes where {expected} are needed. The image is damaged; fetch it again.</source>
        <translation>像素数据只有 {actual} 字节，需要 {expected} 字节。图像已损坏，请重新获取。</translation>
    </message>
    <message>
        <source>Single frames can&apos;t be left out of this image: {keyword} could not be kept right. Hide what they show instead.</source>
        <translation>无法从此图像中排除单个帧：{keyword} 将不再正确。请改为遮盖这些帧的内容。</translation>
    </message>
    <message>
        <source>Something unexpected happened ({kind}). Your edits are kept. Try again; if it stays so, export and restart.</source>
        <translation>发生意外情况（{kind}）。您的修改已保留。请重试；若仍如此，请导出后重新启动。</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing was written.</source>
        <translation>出现错误，未写出任何内容。</translation>
    </message>
    <message>
        <source>Text was found in this image, and this kind of image must state that it has none. Nobody has checked what is left, so nothing was written; review the image, then export it.</source>
        <translation>在此图像中发现了文字，而这类图像必须声明不含烧录文字。尚无人检查剩余内容，因此未写出任何内容；请审核该图像后再导出。</translation>
    </message>
    <message>
        <source>Text was found outside the mask at {count} places, so nothing was written for this image. Look at it, and draw a mask that covers them.</source>
        <translation>在遮挡之外的 {count} 处发现文字，因此未写出该图像。请查看，并画出能覆盖它们的遮挡。</translation>
    </message>
    <message>
        <source>The Dask scheduler can&apos;t be reached, or has no workers. Finished files are safe. Check the address and the cluster, then resume.</source>
        <translation>无法连接 Dask 调度器，或它没有工作进程。已完成的文件是安全的。请检查地址和集群，然后继续运行。</translation>
    </message>
    <message>
        <source>The Transfer Syntax {name} can&apos;t be decoded here. Convert the image to another one, then try again.</source>
        <translation>此处无法解码传输语法 {name}。请将图像转换为其他传输语法后重试。</translation>
    </message>
    <message>
        <source>The approval belongs to another result than the one that was written. It was not released; approve it again.</source>
        <translation>该批准属于另一结果,与所写文件不符。未予放行;请重新批准。</translation>
    </message>
    <message>
        <source>The attribute {keyword} is missing or not valid, so the pixels can&apos;t be trusted. Fetch the image again.</source>
        <translation>属性 {keyword} 缺失或无效，像素不可信。请重新获取图像。</translation>
    </message>
    <message>
        <source>The attribute {path} can&apos;t be kept or removed as decided: it identifies, or the image needs it. Nothing was written; take the decision back.</source>
        <translation>属性 {path} 不能按该决定保留或去除：它可识别身份，或为图像所必需。未写出任何内容；请撤回该决定。</translation>
    </message>
    <message>
        <source>The attributes of this file can&apos;t be read to the end (near {path}). Nothing was written for it.</source>
        <translation>此文件的属性无法读到末尾（在 {path} 附近），未为其写出任何内容。</translation>
    </message>
    <message>
        <source>The code stream of frame {frame} is damaged or does not fit the header. Fetch the image again.</source>
        <translation>第 {frame} 帧的码流已损坏或与文件头不符。请重新获取该图像。</translation>
    </message>
    <message>
        <source>The compressed frames are not stored correctly (at frame {frame}). Fetch the image again.</source>
        <translation>压缩帧的存储不正确（第 {frame} 帧）。请重新获取图像。</translation>
    </message>
    <message>
        <source>The decoded image would not fit into one instance (4 GB). Split it at its source, then try again.</source>
        <translation>解码后的图像超出单个实例的上限（4 GB）。请在来源处拆分后重试。</translation>
    </message>
    <message>
        <source>The disk is full. Finished files are safe, this one was not written. Free some space and try again.</source>
        <translation>磁盘已满。已完成的文件不受影响，此文件未写出。请释放空间后重试。</translation>
    </message>
    <message>
        <source>The document is not valid at {where}: {problem}. Nothing was read from it.</source>
        <translation>文档在 {where} 处无效：{problem}。未读取其中任何内容。</translation>
    </message>
    <message>
        <source>The frames of this video are interlaced in a way that can&apos;t be kept, so nothing was written. Export it progressive from its source, then try again.</source>
        <translation>此视频的隔行方式无法保留，因此未写入任何内容。请从来源以逐行方式导出后重试。</translation>
    </message>
    <message>
        <source>The key of this project is kept in the key store of the user who made it, and can&apos;t be had here. Nothing was written. Unlock the key store, or work on that computer as that user.</source>
        <translation>此项目的密钥保存在创建者的系统密钥库中，此处无法取得，未写出任何内容。请解锁密钥库，或以该用户身份在该计算机上操作。</translation>
    </message>
    <message>
        <source>The key of this project is kept under a passphrase. Nothing was written. Give it with --passphrase-file.</source>
        <translation>此项目的密钥由口令保护，未写出任何内容。请用 --passphrase-file 提供口令。</translation>
    </message>
    <message>
        <source>The key of this project is kept where workers on other computers can&apos;t have it, and it is never sent. Nothing was written. Use a project whose key is in its folder, on storage that all workers share.</source>
        <translation>该项目的密钥保存在其他计算机上的工作进程无法取得之处，且从不发送。未写出任何内容。请使用密钥位于其文件夹内、且所有工作进程共享该存储的项目。</translation>
    </message>
    <message>
        <source>The linkage map is damaged or was changed (at part {part}), or it belongs to another project. Nothing was written. Put it back from a backup, or use a new project.</source>
        <translation>关联表已损坏或被改动（第 {part} 部分），或属于另一项目，未写出任何内容。请从备份恢复，或使用新项目。</translation>
    </message>
    <message>
        <source>The map and the keys of this project were destroyed, so its names can&apos;t be continued. Nothing was written. Use a new project and a new output folder.</source>
        <translation>此项目的关联表和密钥已销毁，其命名无法延续，未写出任何内容。请使用新项目和新的输出文件夹。</translation>
    </message>
    <message>
        <source>The mask of this image can&apos;t be written as DICOM SEG. Nothing was written for it; leave out the masks, and use the edit record instead.</source>
        <translation>该图像的遮挡无法写为 DICOM SEG，未为其写出任何内容。请不写出遮挡，改用编辑记录。</translation>
    </message>
    <message>
        <source>The option {name} can&apos;t take that value. Allowed: {allowed}.</source>
        <translation>选项 {name} 不能取该值。允许：{allowed}。</translation>
    </message>
    <message>
        <source>The output can&apos;t be written ({reason}). Finished files are safe. Choose another folder and try again.</source>
        <translation>无法写出（{reason}）。已完成的文件不受影响。请另选文件夹后重试。</translation>
    </message>
    <message>
        <source>The output folder and a source folder lie inside one another. Nothing was written. Choose another place.</source>
        <translation>输出文件夹与来源文件夹相互包含，未写出任何内容。请另选位置。</translation>
    </message>
    <message>
        <source>The output folder is not empty. Nothing was written. Choose an empty folder or a new name.</source>
        <translation>输出文件夹不为空，未写出任何内容。请选择空文件夹或新的名称。</translation>
    </message>
    <message>
        <source>The output folder is the root of a volume. Nothing was written. Choose a folder inside it.</source>
        <translation>输出位置是磁盘的根目录，未写出任何内容。请选择其中的文件夹。</translation>
    </message>
    <message>
        <source>The passphrase does not open this project. Nothing was written. Check it and try again.</source>
        <translation>口令无法打开此项目，未写出任何内容。请核对后重试。</translation>
    </message>
    <message>
        <source>The profile {file} is not valid at line {line} (field {field}): {problem}. Nothing was read from it.</source>
        <translation>规范文件 {file} 第 {line} 行（字段 {field}）无效：{problem}。未从中读取任何内容。</translation>
    </message>
    <message>
        <source>The program is not complete. Install it again.</source>
        <translation>程序不完整，请重新安装。</translation>
    </message>
    <message>
        <source>The program part that works on the images broke off on this one. Nothing was written for it; try again.</source>
        <translation>处理图像的程序部分在此图像上中断，未为其写出任何内容，请重试。</translation>
    </message>
    <message>
        <source>The run in this folder began with other sources, templates or settings. Nothing was written. Resume it with the same ones, or choose a new folder.</source>
        <translation>该文件夹中的运行开始时使用了其他来源、模板或设置。未写出任何内容。请用相同的内容继续，或选择新文件夹。</translation>
    </message>
    <message>
        <source>The saved mask does not fit this image of {rows} × {columns} with {frames} frames. It is never scaled; draw one for this size.</source>
        <translation>保存的遮挡与此图像（{rows} × {columns}，{frames} 帧）不符。遮挡从不缩放，请为此尺寸重新绘制。</translation>
    </message>
    <message>
        <source>The search broke off on this image, so its proposals are missing. Look yourself and mask it by hand.</source>
        <translation>在此图像上的查找中断，缺少建议。请人工查看并手工遮挡。</translation>
    </message>
    <message>
        <source>The search {detector} broke off on this image, so its proposals are not complete. Mask it by hand.</source>
        <translation>查找 {detector} 在此图像上中断，建议不完整。请手工遮挡。</translation>
    </message>
    <message>
        <source>The template {name} has not passed a test on files in this version. It was not put in use; run `redactor template test` first.</source>
        <translation>模板 {name} 的这一版本尚未通过文件测试，未启用。请先运行 `redactor template test`。</translation>
    </message>
    <message>
        <source>The template {name} is not in the library, or no version of it is in use. Nothing was written. See `redactor template list`.</source>
        <translation>模板库中没有模板 {name}，或没有启用的版本。未写出任何内容。请参见 `redactor template list`。</translation>
    </message>
    <message>
        <source>The worker process ended while it worked on this file, {count} times. Nothing was written for it; the file may be damaged, or need more memory than is allowed.</source>
        <translation>处理该文件时工作进程结束了 {count} 次，未为其写出任何内容；文件可能已损坏，或需要超出允许的内存。</translation>
    </message>
    <message>
        <source>The written file failed its check ({check}). It was not kept.</source>
        <translation>写出的文件未通过检查（{check}），未予保留。</translation>
    </message>
    <message>
        <source>There are no rules for this kind of instance ({kind}). It was left out; send it only after a review.</source>
        <translation>这类实例（{kind}）没有适用的规则，已被排除；请在人工审阅后再发送。</translation>
    </message>
    <message>
        <source>There is a project in this folder already. Nothing was written. Choose another folder.</source>
        <translation>此文件夹中已有项目，未写出任何内容。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is no file at the places named. Check the paths and try again.</source>
        <translation>所给位置没有文件。请检查路径后重试。</translation>
    </message>
    <message>
        <source>There is no project in this folder. Nothing was written. Make one with `redactor project new`.</source>
        <translation>此文件夹中没有项目，未写出任何内容。请用 `redactor project new` 新建。</translation>
    </message>
    <message>
        <source>There is no {point} named {name}. Known: {known}.</source>
        <translation>没有名为 {name} 的 {point}。已知：{known}。</translation>
    </message>
    <message>
        <source>This can&apos;t be a mask template: {problem}. Nothing was saved.</source>
        <translation>这不能作为遮挡模板：{problem}。未保存任何内容。</translation>
    </message>
    <message>
        <source>This can&apos;t be done as asked. See `redactor --help`.</source>
        <translation>无法按要求执行。请参阅 `redactor --help`。</translation>
    </message>
    <message>
        <source>This can&apos;t be done with the series now. Nothing has changed.</source>
        <translation>目前不能对此序列执行该操作。未作任何更改。</translation>
    </message>
    <message>
        <source>This can&apos;t be read ({reason}). Check that it exists and that you may read it, then try again.</source>
        <translation>无法读取（{reason}）。请确认其存在且您有读取权限，然后重试。</translation>
    </message>
    <message>
        <source>This can&apos;t be undone and was not confirmed. Nothing was destroyed. Confirm it, or add --yes.</source>
        <translation>此操作无法撤销且未经确认，未销毁任何内容。请确认，或加上 --yes。</translation>
    </message>
    <message>
        <source>This file changed while it was read. Nothing was written for it; copy it to a safe place and try again.</source>
        <translation>文件在读取过程中发生了变化，未为其写出任何内容；请将其复制到安全位置后重试。</translation>
    </message>
    <message>
        <source>This file does not say how it is encoded (no Transfer Syntax UID). Export it again from its source.</source>
        <translation>文件未说明编码方式（缺少 Transfer Syntax UID）。请从来源重新导出。</translation>
    </message>
    <message>
        <source>This file ends too early: it is incomplete. Nothing was written for it; fetch it again from its source.</source>
        <translation>文件提前结束，内容不完整，未为其写出任何内容；请从来源重新获取。</translation>
    </message>
    <message>
        <source>This file took longer than {seconds} seconds and was stopped. Nothing was written for it; work on it by itself, or allow more time.</source>
        <translation>该文件用时超过 {seconds} 秒，已被停止，未为其写出任何内容；请单独处理，或允许更长时间。</translation>
    </message>
    <message>
        <source>This image has no declared range of stored values of up to 32 bits, so noise could promise nothing. No copy with noise was made.</source>
        <translation>此图像没有声明不超过 32 位的存储值范围，噪声无法给出任何保证。未生成噪声副本。</translation>
    </message>
    <message>
        <source>This input was set aside. Nothing was written for it.</source>
        <translation>此项已搁置，未为其写出任何内容。</translation>
    </message>
    <message>
        <source>This instance ({kind}) holds a surface of the body, from which a face may be rebuilt. It was left out; look at it with a tool that shows it.</source>
        <translation>该实例（{kind}）含有体表数据，可能据此重建面部，已被排除；请用能显示它的工具查看。</translation>
    </message>
    <message>
        <source>This instance ({kind}) holds a waveform, which can&apos;t be looked at here. It was left out; de-identify it with a tool that shows it.</source>
        <translation>该实例（{kind}）含有波形，无法在此查看，已被排除；请用能显示它的工具去标识化。</translation>
    </message>
    <message>
        <source>This instance ({kind}) holds a whole document that can&apos;t be searched here. It was left out; redact the document with a tool of its own.</source>
        <translation>该实例（{kind}）含有整份文档，无法在此检索，已被排除；请用专门的工具处理该文档。</translation>
    </message>
    <message>
        <source>This instance ({kind}) holds sound, which can tell a person by voice or by name. It was left out.</source>
        <translation>该实例（{kind}）含有声音，可能通过嗓音或姓名识别个人，已被排除。</translation>
    </message>
    <message>
        <source>This instance ({kind}) holds values that can&apos;t be looked at here. It was left out; send the images made from it instead.</source>
        <translation>该实例（{kind}）含有无法在此查看的数据，已被排除；请改为发送由其生成的图像。</translation>
    </message>
    <message>
        <source>This instance holds no Pixel Data ({kind}), so there is nothing to show. It was left out.</source>
        <translation>该实例不含像素数据（{kind}），没有可显示的内容，已被排除。</translation>
    </message>
    <message>
        <source>This is a copy of a screen (a dose report, a protocol page, a rendering or a report), full of text about the patient, and nobody has looked at it. It was left out; review it in the window, or include such images on purpose (--include-screen-captures).</source>
        <translation>这是一幅屏幕截图（剂量报告、扫描方案页、三维重建或报告），含有大量患者文字，且无人查看过。已将其排除；请在窗口中审阅，或明确要求纳入此类图像（--include-screen-captures）。</translation>
    </message>
    <message>
        <source>This is a private or unknown kind of instance (SOP Class), for which the DICOM Standard defines no de-identification. Nothing was written; export it as a standard kind from its source.</source>
        <translation>这是私有或未知类型的实例（SOP 类），DICOM 标准未定义其去标识化方法。未写出任何内容；请从来源处以标准类型导出。</translation>
    </message>
    <message>
        <source>This is a video. Videos need an optional part that is not installed: pip install redactor[video].</source>
        <translation>这是视频。处理视频需要尚未安装的可选组件：pip install redactor[video]。</translation>
    </message>
    <message>
        <source>This is not a DICOM file. It was left out; if it should be one, export it again from its source.</source>
        <translation>这不是 DICOM 文件，已略过；若它应为 DICOM 文件，请从来源重新导出。</translation>
    </message>
    <message>
        <source>This is not an image of one size, and mask templates are for such images. It was left out; work on it by itself.</source>
        <translation>这不是单一尺寸的图像，而遮挡模板只适用于此类图像。它未被处理；请单独处理。</translation>
    </message>
    <message>
        <source>This is the picture of a slide&apos;s label, or one that may show it. It was left out; look at it and mask the label in the window.</source>
        <translation>这是切片标签的图像，或可能显示标签的图像，已被排除；请在窗口中查看并遮盖标签。</translation>
    </message>
    <message>
        <source>This project works with the profile {own}, not with {asked}. One project keeps one profile; make a new project for the other.</source>
        <translation>此项目使用规范 {own}，而不是 {asked}。一个项目只用一种规范；请为另一种规范新建项目。</translation>
    </message>
    <message>
        <source>This series is not ready to be marked as reviewed: {count} things are open. Go to the next one.</source>
        <translation>此序列尚不能标记已审:还有 {count} 项待办。请前往下一项。</translation>
    </message>
    <message>
        <source>This series is not reviewed, or it changed after its review. It was not released; review it again.</source>
        <translation>此序列未审,或审后有改动。未予放行;请重新审核。</translation>
    </message>
    <message>
        <source>This video holds two views in one stream (stereo), and only the first can be decoded here. What nobody can see can&apos;t be hidden, so nothing was written; export it as one video a view.</source>
        <translation>此视频在一个码流中含有两个视图（立体），此处只能解码第一个。看不到的内容无法遮盖，因此未写入任何内容；请将每个视图导出为单独的视频。</translation>
    </message>
    <message>
        <source>Work can&apos;t be given to a Dask cluster here. That needs an optional part: pip install redactor[cluster].</source>
        <translation>此处无法把工作交给 Dask 集群。这需要可选组件：pip install redactor[cluster]。</translation>
    </message>
    <message>
        <source>Worker processes end before they can work. Finished files are safe. Allow them more memory, then resume.</source>
        <translation>工作进程在开始工作之前就结束了。已完成的文件是安全的。请允许更多内存，然后继续运行。</translation>
    </message>
    <message>
        <source>You reviewed this case. Another person must approve it.</source>
        <translation>您是本病例审核人,须由他人批准。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>1 image is written as a new, de-identified file with its edit record.</source>
        <translation>将写出 1 幅图像的去标识化新文件，并附编辑记录。</translation>
    </message>
    <message>
        <source>Copies with noise are derived images, not for diagnosis. Noise does not hide faces, text or body contours; it changes every pixel.</source>
        <translation>噪声副本是派生图像，不可用于诊断。噪声不能遮挡面部、文字或体表轮廓，且会改变每个像素。</translation>
    </message>
    <message>
        <source>Copies with noise that were not made: {count}.</source>
        <translation>未生成的噪声副本：{count}。</translation>
    </message>
    <message>
        <source>Copies with noise: {count}, privacy loss ε {epsilon} in all. Likeness to the results: {likeness}.</source>
        <translation>噪声副本：{count}，隐私损失 ε 共 {epsilon}。与结果的相似度：{likeness}。</translation>
    </message>
    <message>
        <source>Failed the check, not kept: {count}.</source>
        <translation>未通过检查，未予保留：{count}。</translation>
    </message>
    <message>
        <source>File {number} of {count}: {name}</source>
        <translation>第 {number}/{count} 个文件：{name}</translation>
    </message>
    <message>
        <source>Files that were not opened: {count}. They are not exported.</source>
        <translation>未打开的文件：{count}。它们不会导出。</translation>
    </message>
    <message>
        <source>Images without a complete search: {count}. Only what you masked by hand is hidden there.</source>
        <translation>未完整查找的图像：{count}。其中仅遮挡您手绘的区域。</translation>
    </message>
    <message>
        <source>Not reviewed, so not written: {count}.</source>
        <translation>未审,因此未写出:{count}。</translation>
    </message>
    <message>
        <source>Obscured, not removed ({style}): {count}. Likeness to what is below: {likeness}.</source>
        <translation>仅遮掩，并未去除（{style}）：{count}。与下方内容的相似度：{likeness}。</translation>
    </message>
    <message>
        <source>Originals are not changed.</source>
        <translation>原始文件保持不变。</translation>
    </message>
    <message>
        <source>PSNR {psnr} dB, SSIM {ssim}</source>
        <translation>PSNR {psnr} dB，SSIM {ssim}</translation>
    </message>
    <message>
        <source>Proposals without a decision: {count}. They stay hidden in the copies.</source>
        <translation>未作决定的建议：{count}。它们在副本中保持遮挡。</translation>
    </message>
    <message>
        <source>Rejected: {count}. What they show stays visible.</source>
        <translation>已拒绝：{count}。其内容保持可见。</translation>
    </message>
    <message>
        <source>Released by the person who reviewed: single-person release.</source>
        <translation>由审核人本人放行:单人放行。</translation>
    </message>
    <message>
        <source>Results are candidates: no one has approved them for release.</source>
        <translation>结果仅为候选：尚无人批准放行。</translation>
    </message>
    <message>
        <source>Results that are not reviewed are candidates: no one has approved them for release.</source>
        <translation>未审的结果仅为候选:尚无人批准放行。</translation>
    </message>
    <message>
        <source>Reviewed, and released with this export: {count}.</source>
        <translation>已审,随本次导出放行:{count}。</translation>
    </message>
    <message>
        <source>Set aside, nothing was written: {count}.</source>
        <translation>已搁置，未写出：{count}。</translation>
    </message>
    <message>
        <source>Stopped before these were reached: {count}.</source>
        <translation>停止时尚未处理：{count}。</translation>
    </message>
    <message>
        <source>What links the copies to the originals stays in a folder beside it whose name ends in .local. Keep that one.</source>
        <translation>副本与原始文件的对应关系保存在旁边名称以 .local 结尾的文件夹中，请勿外传。</translation>
    </message>
    <message>
        <source>Written and checked: {count}.</source>
        <translation>已写出并通过检查：{count}。</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>不给出</translation>
    </message>
    <message>
        <source>{count} images are written as new, de-identified files, each with its edit record.</source>
        <translation>将写出 {count} 幅图像的去标识化新文件，各附编辑记录。</translation>
    </message>
    <message>
        <source>{seconds} s so far, about {left} s left</source>
        <translation>已用 {seconds} 秒，约剩 {left} 秒</translation>
    </message>
</context>
<context>
    <name>ExportChoices</name>
    <message>
        <source>Confidentiality profile:</source>
        <translation>保密规范：</translation>
    </message>
    <message>
        <source>JPEG 2000 lossless</source>
        <translation>JPEG 2000 无损</translation>
    </message>
    <message>
        <source>JPEG-LS lossless</source>
        <translation>JPEG-LS 无损</translation>
    </message>
    <message>
        <source>Lossy images that must be coded again become:</source>
        <translation>须重新编码的有损图像改为：</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Also write copies with differential-privacy noise (experimental)</source>
        <translation>另外写出带差分隐私噪声的副本（实验性）</translation>
    </message>
    <message>
        <source>Also write what is not reviewed, as candidates</source>
        <translation>同时将未审内容写为候选</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export de-identified copies</source>
        <translation>导出去标识化副本</translation>
    </message>
    <message>
        <source>Folder to write to</source>
        <translation>写出到的文件夹</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Privacy loss ε a frame:</source>
        <translation>每帧隐私损失 ε：</translation>
    </message>
    <message>
        <source>Stop after this file</source>
        <translation>完成当前文件后停止</translation>
    </message>
    <message>
        <source>Write to this folder (new or empty):</source>
        <translation>写出到此文件夹（新建或空）：</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 幅图像</translation>
    </message>
    <message>
        <source>Changed 0 % of pixels in this frame</source>
        <translation>本帧改变了 0 % 的像素</translation>
    </message>
    <message>
        <source>Changed {percent} % of pixels in this frame, 1 region</source>
        <translation>本帧改变了 {percent} % 的像素，1 个区域</translation>
    </message>
    <message>
        <source>Changed {percent} % of pixels in this frame, {count} regions</source>
        <translation>本帧改变了 {percent} % 的像素，{count} 个区域</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>普通图片</translation>
    </message>
    <message>
        <source>This frame is left out of the result</source>
        <translation>此帧不会出现在结果中</translation>
    </message>
    <message>
        <source>frame {number} of {count}</source>
        <translation>第 {number}/{count} 帧</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已遮挡</translation>
    </message>
    <message>
        <source>image {number} of {count}</source>
        <translation>第 {number}/{count} 幅</translation>
    </message>
    <message>
        <source>{count} accepted</source>
        <translation>{count} 项已接受</translation>
    </message>
    <message>
        <source>{count} frames</source>
        <translation>{count} 帧</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 幅图像</translation>
    </message>
    <message>
        <source>{count} proposed</source>
        <translation>{count} 项建议</translation>
    </message>
    <message>
        <source>{count} rejected</source>
        <translation>{count} 项已拒绝</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>发现项</translation>
    </message>
    <message>
        <source>Searching this image…</source>
        <translation>正在查找此图像…</translation>
    </message>
    <message>
        <source>The search of this image broke off. You have to look at all of it.</source>
        <translation>此图像的查找中断，须人工查看全部内容。</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Barcode</source>
        <translation>条形码</translation>
    </message>
    <message>
        <source>Body contour</source>
        <translation>体表轮廓</translation>
    </message>
    <message>
        <source>Breast</source>
        <translation>乳房</translation>
    </message>
    <message>
        <source>Burned-in text</source>
        <translation>图像内嵌文字</translation>
    </message>
    <message>
        <source>Device layout</source>
        <translation>设备版式</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Film edge</source>
        <translation>胶片边缘</translation>
    </message>
    <message>
        <source>Genital region</source>
        <translation>生殖部位</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>心脏</translation>
    </message>
    <message>
        <source>Keep only the inside</source>
        <translation>仅保留内部</translation>
    </message>
    <message>
        <source>Lung field</source>
        <translation>肺野</translation>
    </message>
    <message>
        <source>Masked area</source>
        <translation>遮挡区域</translation>
    </message>
    <message>
        <source>Protected area</source>
        <translation>保护区域</translation>
    </message>
    <message>
        <source>Rib cage</source>
        <translation>胸廓</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>屏幕截图</translation>
    </message>
    <message>
        <source>Still overlay</source>
        <translation>固定叠加内容</translation>
    </message>
    <message>
        <source>Ultrasound banner</source>
        <translation>超声信息栏</translation>
    </message>
    <message>
        <source>Uncovered area</source>
        <translation>取消遮挡区域</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Local only – no network</source>
        <translation>本机离线，不联网</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Searched {done} of {count} images</source>
        <translation>已查找 {done}/{count} 幅图像</translation>
    </message>
    <message>
        <source>redactor {version}

Takes patient identity out of DICOM images, on this computer alone.</source>
        <translation>redactor {version}

从 DICOM 图像中去除患者身份信息，仅在本机运行。</translation>
    </message>
</context>
<context>
    <name>Mouse</name>
    <message>
        <source>Alt + left drag</source>
        <translation>Alt + 左键拖动</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Image alone, or with its panels</source>
        <translation>只显示图像，或同时显示面板</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>左键拖动</translation>
    </message>
    <message>
        <source>Menu of the region</source>
        <translation>区域菜单</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>移动图像</translation>
    </message>
    <message>
        <source>Next and previous frame</source>
        <translation>下一帧和上一帧</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Window width and level</source>
        <translation>窗宽/窗位</translation>
    </message>
    <message>
        <source>Window width and level, or the tool</source>
        <translation>窗宽/窗位，或当前工具</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Frames compared</source>
        <translation>比较的帧数</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>灵敏度</translation>
    </message>
    <message>
        <source>Smallest letter</source>
        <translation>最小字符</translation>
    </message>
</context>
<context>
    <name>Plugins</name>
    <message>
        <source>A PNG, JPEG or TIFF, to look at and to search for text.</source>
        <translation>PNG、JPEG 或 TIFF，可查看并查找文字。</translation>
    </message>
    <message>
        <source>An image as scanners and archives store it.</source>
        <translation>影像设备和归档系统所存储的图像。</translation>
    </message>
    <message>
        <source>Bar codes</source>
        <translation>条形码</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Burned-in text</source>
        <translation>图像内嵌文字</translation>
    </message>
    <message>
        <source>Cell size b</source>
        <translation>单元格边长 b</translation>
    </message>
    <message>
        <source>Cell size, at least 1/40 of the short side</source>
        <translation>方格大小，至少为短边的 1/40</translation>
    </message>
    <message>
        <source>Click a region to select it. Drag it or its handles.</source>
        <translation>单击选择区域，拖动区域或其控制点可修改。</translation>
    </message>
    <message>
        <source>Copies of screens</source>
        <translation>屏幕截图</translation>
    </message>
    <message>
        <source>DICOM file</source>
        <translation>DICOM 文件</translation>
    </message>
    <message>
        <source>DICOM files</source>
        <translation>DICOM 文件</translation>
    </message>
    <message>
        <source>DP-Pix (experimental)</source>
        <translation>DP-Pix（实验性）</translation>
    </message>
    <message>
        <source>De-identified instances, each with its edit record.</source>
        <translation>去标识化的实例，各附编辑记录。</translation>
    </message>
    <message>
        <source>Device layouts</source>
        <translation>设备版式</translation>
    </message>
    <message>
        <source>Drag for window width and level. A click selects a region.</source>
        <translation>拖动可调窗宽/窗位，单击可选择区域。</translation>
    </message>
    <message>
        <source>Drag from corner to corner to hide what lies between.</source>
        <translation>从一角拖到对角，遮挡其间的内容。</translation>
    </message>
    <message>
        <source>Film labels</source>
        <translation>胶片标签</translation>
    </message>
    <message>
        <source>Hidden areas are blurred: obscured, not removed. Not for text or faces.</source>
        <translation>隐藏区域被模糊：仅遮掩，并未去除。不可用于文字或面部。</translation>
    </message>
    <message>
        <source>Hidden areas are grown over from outside. Nothing of them stays in the output; what shows instead is made up.</source>
        <translation>隐藏区域由外部向内填充。输出中不保留其任何内容，所显示的内容是虚构的。</translation>
    </message>
    <message>
        <source>Hidden areas as segmentations that refer to the de-identified images.</source>
        <translation>将遮挡区域写为引用去标识化图像的分割对象。</translation>
    </message>
    <message>
        <source>Hidden areas become a mosaic of their means: obscured, not removed. Not for text or faces.</source>
        <translation>隐藏区域变为均值马赛克：仅遮掩，并未去除。不可用于文字或面部。</translation>
    </message>
    <message>
        <source>Hidden areas become a mosaic with secret noise: obscured, not removed. It protects no more than m values.</source>
        <translation>隐藏区域变为带保密噪声的马赛克：仅遮掩，并未去除。最多保护 m 个数值。</translation>
    </message>
    <message>
        <source>Hidden areas become black. Nothing of them stays in the output.</source>
        <translation>遮挡区域变为黑色，其内容不会留在输出中。</translation>
    </message>
    <message>
        <source>Lists the overlays of the header, which the result does not have any more.</source>
        <translation>列出文件头中的叠加层；结果中不再包含它们。</translation>
    </message>
    <message>
        <source>Marks bar codes and QR codes, without reading what they say.</source>
        <translation>标出条形码和二维码，不读取其内容。</translation>
    </message>
    <message>
        <source>Marks dose reports, protocol pages and other copies of screens as a whole, for you to decide.</source>
        <translation>将剂量报告、扫描方案页及其他屏幕截图整幅标出，由您决定。</translation>
    </message>
    <message>
        <source>Marks labels and stickers on radiographs, and print in film margins.</source>
        <translation>标出 X 线片上的标签和贴纸，以及胶片边缘的印字。</translation>
    </message>
    <message>
        <source>Marks letters that stand still in a cine while the anatomy moves.</source>
        <translation>标出动态图像中解剖结构运动时静止不动的字符。</translation>
    </message>
    <message>
        <source>Marks what lies outside the regions that the ultrasound device declared.</source>
        <translation>标出超声设备所声明区域以外的部分。</translation>
    </message>
    <message>
        <source>Marks what looks like letters drawn or exposed into the image.</source>
        <translation>标出看似写入或曝光在图像中的文字。</translation>
    </message>
    <message>
        <source>Marks where devices of this manufacturer, model and image size are known to write.</source>
        <translation>标出该厂商、型号和图像尺寸的设备已知的写字位置。</translation>
    </message>
    <message>
        <source>Masks as DICOM SEG</source>
        <translation>遮挡（DICOM SEG）</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <translation>马赛克</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Overlay planes</source>
        <translation>叠加层</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>普通图片</translation>
    </message>
    <message>
        <source>Privacy loss ε</source>
        <translation>隐私损失 ε</translation>
    </message>
    <message>
        <source>Privacy loss ε a frame</source>
        <translation>每帧隐私损失 ε</translation>
    </message>
    <message>
        <source>Protected values m</source>
        <translation>受保护的数值个数 m</translation>
    </message>
    <message>
        <source>Radius, at least 1/80 of the short side</source>
        <translation>半径，至少为短边的 1/80</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Solid</source>
        <translation>实心填充</translation>
    </message>
    <message>
        <source>Still overlays</source>
        <translation>静止叠加文字</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>周围填充</translation>
    </message>
    <message>
        <source>Ultrasound regions</source>
        <translation>超声区域标签</translation>
    </message>
    <message>
        <source>Width of the border that counts</source>
        <translation>参与计算的边缘宽度</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>As stored in the file</source>
        <translation>文件自带窗宽/窗位</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>骨</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>脑</translation>
    </message>
    <message>
        <source>Bright areas</source>
        <translation>亮区</translation>
    </message>
    <message>
        <source>Dark areas</source>
        <translation>暗区</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>全范围</translation>
    </message>
    <message>
        <source>Liver</source>
        <translation>肝</translation>
    </message>
    <message>
        <source>Lung</source>
        <translation>肺</translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation>软组织</translation>
    </message>
    <message>
        <source>Stored window</source>
        <translation>文件中的窗</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>Copy list without names</source>
        <translation>复制不含文件名的列表</translation>
    </message>
    <message>
        <source>Files that were not opened</source>
        <translation>未打开的文件</translation>
    </message>
    <message>
        <source>These files were left out. Nothing about them was changed.</source>
        <translation>这些文件已略过，未对其作任何修改。</translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <source>Dose can&apos;t be followed over time: dates or weight are removed.</source>
        <translation>无法随时间跟踪剂量：日期或体重已被去除。</translation>
    </message>
    <message>
        <source>Standardized uptake values (SUV) can&apos;t be computed: they need weight and the times of injection and acquisition.</source>
        <translation>无法计算标准摄取值（SUV）：它需要体重以及注射与采集的时间。</translation>
    </message>
    <message>
        <source>The timing of dynamic and cardiac series is lost: acquisition times are removed.</source>
        <translation>动态与心脏序列的时间信息丢失：采集时间已被去除。</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>a copy of a screen, says Image Type (0008,0008) or Modality (0008,0060)</source>
        <translation>屏幕截图（依据图像类型 (0008,0008) 或检查模态 (0008,0060)）</translation>
    </message>
    <message>
        <source>an overlay (60xx) that viewers draw over the image; it is removed from the result in any case</source>
        <translation>查看软件绘制在图像上的叠加层 (60xx)；结果中必定将其移除</translation>
    </message>
    <message>
        <source>beside text that was read, but not read itself</source>
        <translation>紧邻已识读的文字，但自身未能识读</translation>
    </message>
    <message>
        <source>burned-in text of unknown meaning</source>
        <translation>图像中烧录的文字，含义不明</translation>
    </message>
    <message>
        <source>devices of this kind may write names and dates here; not all that the layout asks for could be checked</source>
        <translation>此类设备可能在此处写有姓名和日期；版式要求的条件未能全部核对</translation>
    </message>
    <message>
        <source>devices of this kind write names and dates here</source>
        <translation>此类设备在此处写有姓名和日期</translation>
    </message>
    <message>
        <source>devices of this kind write names and dates here; nothing is drawn there now</source>
        <translation>此类设备在此处写有姓名和日期；此图像该处没有内容</translation>
    </message>
    <message>
        <source>looks like a bar code or QR code, which may hold an identifier</source>
        <translation>看似条形码或二维码，可能含有标识符</translation>
    </message>
    <message>
        <source>looks like a date</source>
        <translation>看起来像日期</translation>
    </message>
    <message>
        <source>looks like a label or sticker with print on it</source>
        <translation>看似印有文字的标签或贴纸</translation>
    </message>
    <message>
        <source>looks like a number of a person, an examination or a telephone</source>
        <translation>看起来像人员、检查或电话的号码</translation>
    </message>
    <message>
        <source>looks like a page of text on a plain background: a copy of a screen</source>
        <translation>看似纯色背景上的一页文字：屏幕截图</translation>
    </message>
    <message>
        <source>looks like a single burned-in letter or marker</source>
        <translation>看似单个内嵌字符或标记</translation>
    </message>
    <message>
        <source>looks like a time of day</source>
        <translation>看起来像时间</translation>
    </message>
    <message>
        <source>looks like burned-in text</source>
        <translation>看似图像内嵌文字</translation>
    </message>
    <message>
        <source>looks like letters that stand still while the rest of the image moves</source>
        <translation>看似在图像其余部分运动时静止不动的字符</translation>
    </message>
    <message>
        <source>looks like print in the unexposed margin of a film</source>
        <translation>看似胶片未曝光边缘的印字</translation>
    </message>
    <message>
        <source>looks like the ticks of a scale</source>
        <translation>看似标尺刻度</translation>
    </message>
    <message>
        <source>matches {attribute}</source>
        <translation>与 {attribute} 相符</translation>
    </message>
    <message>
        <source>outside the ultrasound regions (0018,6011)</source>
        <translation>位于超声区域 (0018,6011) 之外</translation>
    </message>
    <message>
        <source>outside the ultrasound regions (0018,6011), beside text that was read, but not read itself</source>
        <translation>位于超声区域 (0018,6011) 之外，紧邻已识读的文字，但自身未能识读</translation>
    </message>
    <message>
        <source>outside the ultrasound regions (0018,6011); nothing is drawn there</source>
        <translation>位于超声区域 (0018,6011) 之外；该处没有内容</translation>
    </message>
    <message>
        <source>outside the ultrasound regions (0018,6011); the text in it was read, and is listed by itself</source>
        <translation>位于超声区域 (0018,6011) 之外；其中文字已识读，并单独列出</translation>
    </message>
    <message>
        <source>says that a name, a number or an institution follows</source>
        <translation>表明后面是姓名、号码或机构</translation>
    </message>
    <message>
        <source>technique, position or anatomy: identifies nobody</source>
        <translation>技术参数、体位或解剖部位：不识别任何人</translation>
    </message>
    <message>
        <source>the text in this area was read, and is listed by itself</source>
        <translation>此区域的文字已识读，并单独列出</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>1 finding not decided</source>
        <translation>1 个发现项未决定</translation>
    </message>
    <message>
        <source>1 frame not viewed</source>
        <translation>1 帧未浏览</translation>
    </message>
    <message>
        <source>Approved for release</source>
        <translation>已批准放行</translation>
    </message>
    <message>
        <source>Bottom edge not viewed</source>
        <translation>下边缘未浏览</translation>
    </message>
    <message>
        <source>Changed since review</source>
        <translation>审后有改动</translation>
    </message>
    <message>
        <source>Checking the output…</source>
        <translation>正在检查输出…</translation>
    </message>
    <message>
        <source>Everything was looked at and decided.</source>
        <translation>全部已浏览并决定。</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Left edge not viewed</source>
        <translation>左边缘未浏览</translation>
    </message>
    <message>
        <source>Needs second opinion</source>
        <translation>待议</translation>
    </message>
    <message>
        <source>Not ready: {what}.</source>
        <translation>尚不能标记已审:{what}。</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>未审</translation>
    </message>
    <message>
        <source>Output check failed</source>
        <translation>输出检查未通过</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已放行</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审</translation>
    </message>
    <message>
        <source>Right edge not viewed</source>
        <translation>右边缘未浏览</translation>
    </message>
    <message>
        <source>This image changed after review. Review it again.</source>
        <translation>该图像审后有改动,请重新审核。</translation>
    </message>
    <message>
        <source>Top edge not viewed</source>
        <translation>上边缘未浏览</translation>
    </message>
    <message>
        <source>attributes still being read</source>
        <translation>仍在读取属性</translation>
    </message>
    <message>
        <source>hidden data not read</source>
        <translation>隐藏数据报告未阅</translation>
    </message>
    <message>
        <source>hidden data still being read</source>
        <translation>仍在读取隐藏数据</translation>
    </message>
    <message>
        <source>still searching</source>
        <translation>仍在搜索</translation>
    </message>
    <message>
        <source>words that stay not confirmed</source>
        <translation>保留的文字未确认</translation>
    </message>
    <message>
        <source>{count} findings not decided</source>
        <translation>{count} 个发现项未决定</translation>
    </message>
    <message>
        <source>{count} frames not viewed</source>
        <translation>{count} 帧未浏览</translation>
    </message>
</context>
<context>
    <name>SeriesPanel</name>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts and mouse</source>
        <translation>键盘快捷键与鼠标</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Header match</source>
        <translation>与患者信息匹配</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>遮挡模板</translation>
    </message>
    <message>
        <source>search: {name}</source>
        <translation>查找：{name}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
</context>
<context>
    <name>Viewport</name>
    <message>
        <source>Masks as outlines</source>
        <translation>遮挡仅显示轮廓</translation>
    </message>
    <message>
        <source>Masks off</source>
        <translation>遮挡显示已关闭</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>未审</translation>
    </message>
    <message>
        <source>Original shown</source>
        <translation>正在显示原图</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop DICOM files or folders here</source>
        <translation>将 DICOM 文件或文件夹拖到此处</translation>
    </message>
    <message>
        <source>Nothing has been changed. Originals stay where they are.</source>
        <translation>尚未作任何修改，原始文件保持不变。</translation>
    </message>
    <message>
        <source>Reading… {count} files</source>
        <translation>正在读取… {count} 个文件</translation>
    </message>
</context>
<context>
    <name>_Strip</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
