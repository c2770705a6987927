<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>A finding is not narrowed: what it shows would come to light elsewhere. Reject it, or draw a region.</source>
        <translation>发现项不能缩小适用范围，否则其内容会在别处显露。请拒绝它，或另画一个区域。</translation>
    </message>
    <message>
        <source>A finding keeps its effect. Reject it, or draw a region.</source>
        <translation>发现项的作用不能更改。请拒绝它，或另画一个区域。</translation>
    </message>
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
        <source>Add a corner here</source>
        <translation>在此处添加顶点</translation>
    </message>
    <message>
        <source>All frames in three pictures…</source>
        <translation>用三幅图看全部帧…</translation>
    </message>
    <message>
        <source>All frames of this image</source>
        <translation>本图像的所有帧</translation>
    </message>
    <message>
        <source>An export is running.</source>
        <translation>正在导出。</translation>
    </message>
    <message>
        <source>Apply to</source>
        <translation>应用到</translation>
    </message>
    <message>
        <source>Approve as the second person</source>
        <translation>由第二人批准</translation>
    </message>
    <message>
        <source>Back to the series before</source>
        <translation>返回上一序列</translation>
    </message>
    <message>
        <source>Body parts…</source>
        <translation>身体部位…</translation>
    </message>
    <message>
        <source>Bulk…</source>
        <translation>批量处理…</translation>
    </message>
    <message>
        <source>Cancel, deselect, navigate</source>
        <translation>取消、取消选择、回到浏览</translation>
    </message>
    <message>
        <source>Cine: faster</source>
        <translation>电影播放：加快</translation>
    </message>
    <message>
        <source>Cine: forth and back</source>
        <translation>电影播放：往返</translation>
    </message>
    <message>
        <source>Cine: slower</source>
        <translation>电影播放：减慢</translation>
    </message>
    <message>
        <source>Cine: start, stop</source>
        <translation>电影播放：开始、停止</translation>
    </message>
    <message>
        <source>Close case</source>
        <translation>关闭病例</translation>
    </message>
    <message>
        <source>Copy a region first.</source>
        <translation>请先复制一个区域。</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Copy region</source>
        <translation>复制到剪贴板</translation>
    </message>
    <message>
        <source>Curtain: upright, level, off</source>
        <translation>分界线对比：竖向、横向、关闭</translation>
    </message>
    <message>
        <source>Cut region</source>
        <translation>剪切区域</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Draw or accept a region that hides something on a DICOM image.</source>
        <translation>请先在 DICOM 图像上画出或接受一个遮挡区域。</translation>
    </message>
    <message>
        <source>Draw overlays, or not</source>
        <translation>显示或不显示叠加层</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制区域</translation>
    </message>
    <message>
        <source>Each frame of this series has to be looked at: its frames differ in size, or are of a kind that can&apos;t be judged together.</source>
        <translation>本序列须逐帧查看：各帧大小不同，或属于不能合并判断的类型。</translation>
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
        <source>Files are still being read.</source>
        <translation>文件仍在读取。</translation>
    </message>
    <message>
        <source>Files are still being read. Export when all were, or stop reading.</source>
        <translation>文件仍在读取中。请在全部读完后导出,或停止读取。</translation>
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
        <source>Give approval back…</source>
        <translation>交回批准…</translation>
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
        <source>Hand over for approval…</source>
        <translation>移交批准…</translation>
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
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep this frame</source>
        <translation>保留此帧</translation>
    </message>
    <message>
        <source>Keep: laterality or measurement</source>
        <translation>保留：方位或测量标记</translation>
    </message>
    <message>
        <source>Key image for teaching</source>
        <translation>教学用关键图像</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>加大画笔</translation>
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
        <source>Look below the region, or cover it again</source>
        <translation>查看区域下方，或重新遮盖</translation>
    </message>
    <message>
        <source>Look for the face in this series</source>
        <translation>在此序列中查找面部</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>放大镜</translation>
    </message>
    <message>
        <source>Magnifier: 2×, 3×, 4×</source>
        <translation>放大镜：2×、3×、4×</translation>
    </message>
    <message>
        <source>Map of changed pixels</source>
        <translation>改动像素图</translation>
    </message>
    <message>
        <source>Mark reviewed</source>
        <translation>标记已审</translation>
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
        <source>Mosaic can be reversed for text. Use solid fill.</source>
        <translation>马赛克遮挡文字可能被还原，请改用实心填充。</translation>
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
        <source>New region by numbers…</source>
        <translation>按数值新建区域…</translation>
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
        <source>Next series, or move the region or curtain right</source>
        <translation>下一序列，或将区域或分界线右移</translation>
    </message>
    <message>
        <source>Next thing to do</source>
        <translation>下一项待办</translation>
    </message>
    <message>
        <source>No other image matches.</source>
        <translation>没有其他相符的图像。</translation>
    </message>
    <message>
        <source>Nobody reviewed this series as it is now.</source>
        <translation>此序列的当前内容尚无人审核。</translation>
    </message>
    <message>
        <source>Nobody vouches for this series; it is in review.</source>
        <translation>此序列尚未标记为已审，仍在审核中。</translation>
    </message>
    <message>
        <source>Note on the series…</source>
        <translation>序列备注…</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>Nothing of the body is masked in this series, or no other series shows the same body in one Frame of Reference.</source>
        <translation>本序列没有遮挡身体部位,或没有其他序列在同一参考坐标系中显示同一身体。</translation>
    </message>
    <message>
        <source>Nothing on this frame needs a decision.</source>
        <translation>本帧没有需要决定的内容。</translation>
    </message>
    <message>
        <source>One person alone may release here, so nobody has to approve.</source>
        <translation>此处允许单人放行，无需他人批准。</translation>
    </message>
    <message>
        <source>Only a CT or MR series of some slices shows a head as a whole.</source>
        <translation>只有包含若干层的 CT 或 MR 序列才能整体显示头部。</translation>
    </message>
    <message>
        <source>Only a polygon has corners to add and remove.</source>
        <translation>只有多边形才能添加或删除顶点。</translation>
    </message>
    <message>
        <source>Only text can be kept: another finding may cover more than what can be read. Reject it instead.</source>
        <translation>只有文字可以保留:其他发现项覆盖的可能不止可读内容。请改为拒绝。</translation>
    </message>
    <message>
        <source>Open a hand-over and approve a series of it first.</source>
        <translation>请先打开交接文件，并批准其中的一个序列。</translation>
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
        <source>Open hand-over…</source>
        <translation>打开交接文件…</translation>
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
        <source>Original and masked side by side</source>
        <translation>原图与遮挡后并排</translation>
    </message>
    <message>
        <source>Other order of the queue</source>
        <translation>更换队列顺序</translation>
    </message>
    <message>
        <source>Own window presets…</source>
        <translation>自定义窗宽/窗位…</translation>
    </message>
    <message>
        <source>Panels stay where they are</source>
        <translation>锁定面板位置</translation>
    </message>
    <message>
        <source>Paste region</source>
        <translation>粘贴区域</translation>
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
        <source>Previous series, or move the region or curtain left</source>
        <translation>上一序列，或将区域或分界线左移</translation>
    </message>
    <message>
        <source>Propose body masks on related series</source>
        <translation>将身体遮挡建议到相关序列</translation>
    </message>
    <message>
        <source>Quarantine…</source>
        <translation>隔离…</translation>
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
        <source>Region by numbers…</source>
        <translation>按数值编辑区域…</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Remove this corner</source>
        <translation>删除此顶点</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Restart tour</source>
        <translation>重新开始导览</translation>
    </message>
    <message>
        <source>Return to review</source>
        <translation>退回审核</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Review queue</source>
        <translation>审核队列</translation>
    </message>
    <message>
        <source>Same device and size</source>
        <translation>同设备同尺寸</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>保存为模板…</translation>
    </message>
    <message>
        <source>Search faint text: narrow, inverted, local contrast, off</source>
        <translation>查找隐藏文字：窄窗、反相、局部对比、关闭</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>标记待议</translation>
    </message>
    <message>
        <source>Select a finding or region first.</source>
        <translation>请先选择一个发现项或区域。</translation>
    </message>
    <message>
        <source>Series, same size</source>
        <translation>同序列同尺寸</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
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
        <source>Smaller brush</source>
        <translation>减小画笔</translation>
    </message>
    <message>
        <source>Some frames…</source>
        <translation>部分帧…</translation>
    </message>
    <message>
        <source>Something is still open. Press Enter to go to it.</source>
        <translation>仍有待办事项。按回车键前往。</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Surface of the head…</source>
        <translation>头部表面…</translation>
    </message>
    <message>
        <source>Take back the release</source>
        <translation>撤回放行</translation>
    </message>
    <message>
        <source>Teaching…</source>
        <translation>教学…</translation>
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
        <source>The copied region belongs to an image of another size. It is never scaled; draw one here.</source>
        <translation>所复制的区域来自另一尺寸的图像，区域从不缩放，请在此处重新绘制。</translation>
    </message>
    <message>
        <source>The header does not name the device, so no other image is known to match.</source>
        <translation>头信息未写明设备，无法确认其他图像是否相符。</translation>
    </message>
    <message>
        <source>The region applies there already.</source>
        <translation>该区域已应用于此范围。</translation>
    </message>
    <message>
        <source>The region has this style already.</source>
        <translation>该区域已是此样式。</translation>
    </message>
    <message>
        <source>The region has to lie inside the image, and to be one pixel wide and high.</source>
        <translation>区域必须位于图像内，且宽和高至少为一个像素。</translation>
    </message>
    <message>
        <source>The review queue is not open.</source>
        <translation>审核队列未打开。</translation>
    </message>
    <message>
        <source>The searches are still running. Export when they are done.</source>
        <translation>查找仍在进行，请在完成后导出。</translation>
    </message>
    <message>
        <source>There is no corner here, or only three are left.</source>
        <translation>此处没有顶点，或只剩三个顶点。</translation>
    </message>
    <message>
        <source>There is no edge of the polygon here.</source>
        <translation>此处没有多边形的边。</translation>
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
        <source>There is only one frame.</source>
        <translation>只有一帧。</translation>
    </message>
    <message>
        <source>This finding hides what lies outside. Reject it instead.</source>
        <translation>此发现项遮挡的是外部，请改为拒绝。</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>仅此帧</translation>
    </message>
    <message>
        <source>This frame has no overlay.</source>
        <translation>本帧没有叠加层。</translation>
    </message>
    <message>
        <source>This frame is left out already.</source>
        <translation>此帧已排除。</translation>
    </message>
    <message>
        <source>This frame is left out, so there is no picture of it to give away.</source>
        <translation>此帧已排除，因此没有可外传的图像。</translation>
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
        <source>This image has one frame.</source>
        <translation>此图像只有一帧。</translation>
    </message>
    <message>
        <source>This is the last frame that stays; an image needs one.</source>
        <translation>这是最后一个保留的帧，图像至少需要一帧。</translation>
    </message>
    <message>
        <source>This matches an identifier in the header, so it can&apos;t be kept as a marker. Reject it if that is wrong.</source>
        <translation>此处与头信息中的标识符匹配，不能作为标记保留。如匹配有误，请拒绝。</translation>
    </message>
    <message>
        <source>This one is accepted already.</source>
        <translation>此项已接受。</translation>
    </message>
    <message>
        <source>This one is kept already.</source>
        <translation>此项已保留。</translation>
    </message>
    <message>
        <source>This one is rejected already.</source>
        <translation>此项已拒绝。</translation>
    </message>
    <message>
        <source>This region hides nothing, so it has no style.</source>
        <translation>此区域不遮挡任何内容，因此没有样式。</translation>
    </message>
    <message>
        <source>This series is approved already.</source>
        <translation>此序列已批准。</translation>
    </message>
    <message>
        <source>This series is in quarantine already.</source>
        <translation>此序列已被隔离。</translation>
    </message>
    <message>
        <source>This series is in quarantine. Return it to review first.</source>
        <translation>此序列已被隔离。请先退回审核。</translation>
    </message>
    <message>
        <source>This series is marked as reviewed already.</source>
        <translation>此序列已标记为已审。</translation>
    </message>
    <message>
        <source>This series was not released.</source>
        <translation>此序列尚未放行。</translation>
    </message>
    <message>
        <source>This series was released. Take it back first.</source>
        <translation>此序列已放行。请先撤回放行。</translation>
    </message>
    <message>
        <source>This shape can be moved, but has no columns and rows to change.</source>
        <translation>此形状可以移动，但没有可更改的列数和行数。</translation>
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
        <source>User guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>What uncovers stays on its own image: nobody has looked at the others. Draw it there.</source>
        <translation>取消遮挡的区域只能用于本图像，因为其他图像尚无人查看。请在那里绘制。</translation>
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
        <source>You drew this region yourself. Delete it instead.</source>
        <translation>此区域是您自己绘制的，请改为删除。</translation>
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
    <name>ApplyTo</name>
    <message>
        <source>Apply to:</source>
        <translation>应用到：</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Where the region applies</source>
        <translation>区域的适用范围</translation>
    </message>
</context>
<context>
    <name>AttributeTree</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Attributes and what becomes of them</source>
        <translation>属性及其处理结果</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>Attributes</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Basic Profile, PS3.15 Table E.1-1</source>
        <translation>基本配置，PS3.15 表 E.1-1</translation>
    </message>
    <message>
        <source>It identifies directly, so it is never kept.</source>
        <translation>它可直接识别身份，因此绝不保留。</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Other attributes</source>
        <translation>其他属性</translation>
    </message>
    <message>
        <source>Private attributes</source>
        <translation>私有属性</translation>
    </message>
    <message>
        <source>That is what happens already.</source>
        <translation>现在已经如此处理。</translation>
    </message>
    <message>
        <source>The image can&apos;t be without it.</source>
        <translation>图像不能没有它。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>a colour profile can name its maker</source>
        <translation>颜色配置文件可能带有制作者名称</translation>
    </message>
    <message>
        <source>can&apos;t be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>cleaned</source>
        <translation>已清理</translation>
    </message>
    <message>
        <source>content of a report, PS3.15 Table E.3.4-1</source>
        <translation>报告内容，PS3.15 表 E.3.4-1</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>follows from the changed pixels</source>
        <translation>因像素改动而变</translation>
    </message>
    <message>
        <source>follows from the frames that are left out</source>
        <translation>因舍去的帧而变</translation>
    </message>
    <message>
        <source>follows from what is removed</source>
        <translation>因其他内容被移除而变</translation>
    </message>
    <message>
        <source>holds a word of the patient</source>
        <translation>含有患者信息中的词</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>lies behind what the image needs</source>
        <translation>位于图像所需数据之后</translation>
    </message>
    <message>
        <source>new UID</source>
        <translation>新 UID</translation>
    </message>
    <message>
        <source>not on the list of what may stay</source>
        <translation>不在允许保留的清单中</translation>
    </message>
    <message>
        <source>nothing identifying is known of it</source>
        <translation>未知其含有身份信息</translation>
    </message>
    <message>
        <source>of a kind that identifies, though the table does not list it</source>
        <translation>表中虽未列出，但属于可识别身份的类型</translation>
    </message>
    <message>
        <source>option of the profile: {options}</source>
        <translation>配置选项：{options}</translation>
    </message>
    <message>
        <source>private attribute</source>
        <translation>私有属性</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>this profile&apos;s own rule</source>
        <translation>本配置自有规则</translation>
    </message>
    <message>
        <source>words that are not known to be harmless</source>
        <translation>含有未确认无害的词</translation>
    </message>
    <message>
        <source>you decided so</source>
        <translation>由您决定</translation>
    </message>
    <message>
        <source>{all} attributes: {removed} removed, {changed} replaced, {kept} kept</source>
        <translation>共 {all} 个属性：移除 {removed}，替换 {changed}，保留 {kept}</translation>
    </message>
</context>
<context>
    <name>AttributesPanel</name>
    <message>
        <source>As CSV, without original values</source>
        <translation>导出为 CSV，不含原值</translation>
    </message>
    <message>
        <source>As the profile says</source>
        <translation>按配置处理</translation>
    </message>
    <message>
        <source>Choose an attribute first.</source>
        <translation>请先选择一个属性。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Export table…</source>
        <translation>导出表格…</translation>
    </message>
    <message>
        <source>Filter attributes</source>
        <translation>筛选属性</translation>
    </message>
    <message>
        <source>Hold: originals</source>
        <translation>按住：原值</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Reading the attributes…</source>
        <translation>正在读取属性…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Shows the original values while it is held. In the table: hold Space.</source>
        <translation>按住时显示原值。在表格中请按住空格键。</translation>
    </message>
    <message>
        <source>The attributes can&apos;t be read. This image can&apos;t be reviewed.</source>
        <translation>无法读取属性。此图像不能审核。</translation>
    </message>
    <message>
        <source>The table could not be written there. Choose another folder.</source>
        <translation>表格无法写入该处。请另选文件夹。</translation>
    </message>
    <message>
        <source>Without original values</source>
        <translation>不含原值</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>有改动</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>private</source>
        <translation>私有</translation>
    </message>
</context>
<context>
    <name>BlankPage</name>
    <message>
        <source>Hidden after 1 idle minute. Press any key.</source>
        <translation>闲置 1 分钟后已隐藏。按任意键继续。</translation>
    </message>
    <message>
        <source>Hidden after {count} idle minutes. Press any key.</source>
        <translation>闲置 {count} 分钟后已隐藏。按任意键继续。</translation>
    </message>
</context>
<context>
    <name>BodyParts</name>
    <message>
        <source>Abdomen</source>
        <translation>腹部</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>手臂</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>背部</translation>
    </message>
    <message>
        <source>Buttocks</source>
        <translation>臀部</translation>
    </message>
    <message>
        <source>Chest and breasts</source>
        <translation>胸部与乳房</translation>
    </message>
    <message>
        <source>Chosen to be masked: {part}. Nobody marked it on images of this series: {count}. Draw it, or say that it is not there.</source>
        <translation>已选择遮挡：{part}。本序列尚未标出的图像数：{count}。请手动绘制，或说明图像中没有。</translation>
    </message>
    <message>
        <source>Ears</source>
        <translation>耳</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>眼</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Feet</source>
        <translation>足</translation>
    </message>
    <message>
        <source>Hands</source>
        <translation>手</translation>
    </message>
    <message>
        <source>It alone may be seen: {part}. Nobody marked it on images of this series: {count}. Draw it with Keep only.</source>
        <translation>仅允许显示：{part}。本序列尚未标出的图像数：{count}。请用“仅保留内部”绘制。</translation>
    </message>
    <message>
        <source>Legs</source>
        <translation>腿</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>颈部</translation>
    </message>
    <message>
        <source>Outline of the body</source>
        <translation>身体轮廓</translation>
    </message>
    <message>
        <source>Outline of the heart</source>
        <translation>心脏轮廓</translation>
    </message>
    <message>
        <source>Pelvis and genital region</source>
        <translation>盆腔与生殖部位</translation>
    </message>
    <message>
        <source>Ribs</source>
        <translation>肋骨</translation>
    </message>
    <message>
        <source>Tattoos, scars, birthmarks</source>
        <translation>纹身、疤痕、胎记</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>由工作人员手动绘制</translation>
    </message>
    <message>
        <source>only this may be seen: {kind}</source>
        <translation>仅允许显示:{kind}</translation>
    </message>
    <message>
        <source>{time}, chosen by the patient, noted by {person}: {what}</source>
        <translation>{time},患者本人选择,由 {person} 登记:{what}</translation>
    </message>
    <message>
        <source>{time}, noted by {person}: {what}</source>
        <translation>{time},由 {person} 登记:{what}</translation>
    </message>
    <message>
        <source>{time}, withdrawn, noted by {person}</source>
        <translation>{time},已撤回,由 {person} 登记</translation>
    </message>
</context>
<context>
    <name>BodyPartsCommands</name>
    <message>
        <source>Masks proposed on related series: {count}</source>
        <translation>已在相关序列上建议遮挡:{count} 处</translation>
    </message>
</context>
<context>
    <name>BodyPartsDialog</name>
    <message>
        <source>Body parts</source>
        <translation>身体部位</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Let the patient choose</source>
        <translation>由患者选择</translation>
    </message>
    <message>
        <source>Let the patient choose…</source>
        <translation>由患者选择…</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限制</translation>
    </message>
    <message>
        <source>Nothing was chosen so far.</source>
        <translation>尚未作出选择。</translation>
    </message>
    <message>
        <source>Only this may be seen</source>
        <translation>仅允许显示</translation>
    </message>
    <message>
        <source>Only this may be seen:</source>
        <translation>仅允许显示:</translation>
    </message>
    <message>
        <source>Save the choice</source>
        <translation>保存选择</translation>
    </message>
    <message>
        <source>The screen shows nothing of the case. Choose a PIN of at least 4 digits: you need it to come back.</source>
        <translation>该屏幕不显示病例的任何内容。请设置至少 4 位数字的 PIN:返回时需要输入。</translation>
    </message>
    <message>
        <source>What a search finds is proposed, and stays hidden until you decide. What no search finds you are asked to draw, or to say that it is not there. A change, or a withdrawal, makes reviewed series stale.</source>
        <translation>检测到的部位作为建议提出,在您决定之前保持遮挡。检测不到的部位会提示您手动绘制,或说明图像中没有。更改或撤回选择后,已审核的序列需要重新审核。</translation>
    </message>
    <message>
        <source>Which parts of the body are to be masked in the copies of this case that are shared?</source>
        <translation>本病例的共享副本中需要遮挡哪些身体部位?</translation>
    </message>
    <message>
        <source>Withdraw the choice</source>
        <translation>撤回选择</translation>
    </message>
    <message>
        <source>{name} (drawn by hand)</source>
        <translation>{name}(由工作人员手动绘制)</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>1  Source</source>
        <translation>1  来源</translation>
    </message>
    <message>
        <source>1 image could not be searched</source>
        <translation>1 幅图像无法查找</translation>
    </message>
    <message>
        <source>1 image would lose a mark, such as the letter of a side</source>
        <translation>1 幅图像会失去标记，例如左右方位字母</translation>
    </message>
    <message>
        <source>2  Templates</source>
        <translation>2  模板</translation>
    </message>
    <message>
        <source>3  Match preview</source>
        <translation>3  匹配预览</translation>
    </message>
    <message>
        <source>4  Dry run</source>
        <translation>4  试运行</translation>
    </message>
    <message>
        <source>5  Run</source>
        <translation>5  运行</translation>
    </message>
    <message>
        <source>6  Report</source>
        <translation>6  报告</translation>
    </message>
    <message>
        <source>Applying masks to files: {done} of {count}</source>
        <translation>正在遮挡文件：{done} / {count}</translation>
    </message>
    <message>
        <source>Choose a folder for the results first.</source>
        <translation>请先选择结果文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder with images first.</source>
        <translation>请先选择图像文件夹。</translation>
    </message>
    <message>
        <source>Image Type</source>
        <translation>图像类型</translation>
    </message>
    <message>
        <source>Images would lose a mark, such as the letter of a side. Draw that template anew, or untick it and start over.</source>
        <translation>有图像会失去标记，例如左右方位字母。请重画该模板，或取消勾选后重新开始。</translation>
    </message>
    <message>
        <source>Listing files: {done}</source>
        <translation>正在列出文件：{done}</translation>
    </message>
    <message>
        <source>Looking at images: {done} of {count}</source>
        <translation>正在查看图像：{done} / {count}</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>Manufacturer&apos;s Model Name</source>
        <translation>制造商型号</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>成像方式</translation>
    </message>
    <message>
        <source>None of the files is an image that a ticked template is for.</source>
        <translation>没有任何文件是所勾选模板适用的图像。</translation>
    </message>
    <message>
        <source>Nothing was run yet.</source>
        <translation>尚未运行。</translation>
    </message>
    <message>
        <source>SOP Class UID</source>
        <translation>SOP Class UID</translation>
    </message>
    <message>
        <source>Searching projections: {done} of {count}</source>
        <translation>正在查找投影：{done} / {count}</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>The dry run comes first.</source>
        <translation>请先试运行。</translation>
    </message>
    <message>
        <source>The files have not been listed yet.</source>
        <translation>尚未列出文件。</translation>
    </message>
    <message>
        <source>Tick at least one template that is in use.</source>
        <translation>请至少勾选一个已启用的模板。</translation>
    </message>
    <message>
        <source>View Position</source>
        <translation>投照体位</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>applied {applied} · accepted {accepted} · corrected {corrected}</source>
        <translation>应用 {applied} · 接受 {accepted} · 更正 {corrected}</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>newest version: {version}</source>
        <translation>最新版本：{version}</translation>
    </message>
    <message>
        <source>nothing found that the mask leaves</source>
        <translation>未发现遮挡之外的文字</translation>
    </message>
    <message>
        <source>size differs</source>
        <translation>尺寸不同</translation>
    </message>
    <message>
        <source>text outside the mask in 1 image</source>
        <translation>1 幅图像在遮挡之外有文字</translation>
    </message>
    <message>
        <source>text outside the mask in the projections of 1 part</source>
        <translation>1 个部分的投影在遮挡之外有文字</translation>
    </message>
    <message>
        <source>text outside the mask in the projections of {count} parts</source>
        <translation>{count} 个部分的投影在遮挡之外有文字</translation>
    </message>
    <message>
        <source>text outside the mask in {count} images</source>
        <translation>{count} 幅图像在遮挡之外有文字</translation>
    </message>
    <message>
        <source>the same ultrasound region</source>
        <translation>相同的 1 个超声区域</translation>
    </message>
    <message>
        <source>the same {count} ultrasound regions</source>
        <translation>相同的 {count} 个超声区域</translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>{columns} × {rows} pixels</source>
        <translation>{columns} × {rows} 像素</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} images could not be searched</source>
        <translation>{count} 幅图像无法查找</translation>
    </message>
    <message>
        <source>{count} images would lose a mark, such as the letter of a side</source>
        <translation>{count} 幅图像会失去标记，例如左右方位字母</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{name} contains “{value}”</source>
        <translation>{name}包含“{value}”</translation>
    </message>
    <message>
        <source>{name} is “{value}”</source>
        <translation>{name}为“{value}”</translation>
    </message>
    <message>
        <source>{percent} % of the pixels change</source>
        <translation>{percent} % 的像素改变</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>每秒 {rate} 个</translation>
    </message>
    <message>
        <source>○ not reached</source>
        <translation>○ 未处理</translation>
    </message>
    <message>
        <source>○ not tested</source>
        <translation>○ 未测试</translation>
    </message>
    <message>
        <source>◐ tested, not in use</source>
        <translation>◐ 已测试，未启用</translation>
    </message>
    <message>
        <source>⛔ set aside</source>
        <translation>⛔ 已搁置</translation>
    </message>
    <message>
        <source>✔ Passed: 1 image was searched, and no text was found outside the mask.</source>
        <translation>✔ 通过：已查找 1 幅图像，遮挡之外未发现文字。</translation>
    </message>
    <message>
        <source>✔ Passed: {count} images were searched, and no text was found outside the mask.</source>
        <translation>✔ 通过：已查找 {count} 幅图像，遮挡之外未发现文字。</translation>
    </message>
    <message>
        <source>✔ done earlier, not reviewed</source>
        <translation>✔ 先前已完成，未审核</translation>
    </message>
    <message>
        <source>✔ done, not reviewed</source>
        <translation>✔ 已完成，未审核</translation>
    </message>
    <message>
        <source>✔ version {version} is in use</source>
        <translation>✔ 版本 {version} 已启用</translation>
    </message>
    <message>
        <source>✖ Not passed:</source>
        <translation>✖ 未通过：</translation>
    </message>
    <message>
        <source>✖ Not passed: none of these files is an image that the template is for.</source>
        <translation>✖ 未通过：这些文件都不是该模板适用的图像。</translation>
    </message>
    <message>
        <source>✖ Not passed: the test was ended early.</source>
        <translation>✖ 未通过：测试提前结束。</translation>
    </message>
    <message>
        <source>✖ failed</source>
        <translation>✖ 失败</translation>
    </message>
</context>
<context>
    <name>BulkCommands</name>
    <message>
        <source>The template was saved. Test it on files in File ▸ Bulk…</source>
        <translation>模板已保存。请在“文件 ▸ 批量处理…”中用文件测试。</translation>
    </message>
</context>
<context>
    <name>BulkWindow</name>
    <message>
        <source>A run is under way. What is finished stays, and it can be gone on with later.</source>
        <translation>正在运行。已完成的保留，之后可以继续。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Bulk: saved masks over many files</source>
        <translation>批量处理：将保存的遮挡用于多个文件</translation>
    </message>
    <message>
        <source>Cancel after this file</source>
        <translation>完成当前文件后取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Stop after this file</source>
        <translation>完成当前文件后停止</translation>
    </message>
    <message>
        <source>Stopping after this file…</source>
        <translation>完成当前文件后停止…</translation>
    </message>
    <message>
        <source>⏸ Paused: what was begun is finished, nothing else is.</source>
        <translation>⏸ 已暂停：已开始的会完成，不再开始新的。</translation>
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
        <source>Rejected because: {reason}</source>
        <translation>拒绝原因：{reason}</translation>
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
        <source>{count} images</source>
        <translation>{count} 幅图像</translation>
    </message>
    <message>
        <source>{number}. {title}, {status}. {reason}. {details}</source>
        <translation>{number}. {title}，{status}。{reason}。{details}</translation>
    </message>
    <message>
        <source>{style}: obscured, not removed</source>
        <translation>{style}：仅遮掩，并未去除</translation>
    </message>
</context>
<context>
    <name>CaseList</name>
    <message>
        <source>Drag to another place, or press Alt and an arrow key.</source>
        <translation>拖动到其他位置，或按 Alt 加方向键。</translation>
    </message>
    <message>
        <source>Images of the case, in order</source>
        <translation>病例图像（按顺序）</translation>
    </message>
    <message>
        <source>film, frames {first}–{last}</source>
        <translation>动态图像，第 {first}–{last} 帧</translation>
    </message>
    <message>
        <source>frame {number} of {count}</source>
        <translation>第 {number} 帧，共 {count} 帧</translation>
    </message>
    <message>
        <source>stack of {count} images</source>
        <translation>{count} 幅层叠图像</translation>
    </message>
    <message>
        <source>still</source>
        <translation>静态图像</translation>
    </message>
    <message>
        <source>○ DRAFT</source>
        <translation>○ 草稿</translation>
    </message>
    <message>
        <source>⚠ not in this folder</source>
        <translation>⚠ 不在此文件夹中</translation>
    </message>
</context>
<context>
    <name>CaseOpener</name>
    <message>
        <source>1 file was not opened</source>
        <translation>1 个文件未打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>关闭病例</translation>
    </message>
    <message>
        <source>Counting files… {count}</source>
        <translation>正在计数… {count} 个文件</translation>
    </message>
    <message>
        <source>Files that were not looked at, as you asked: {count}</source>
        <translation>按您的选择未查看的文件:{count}</translation>
    </message>
    <message>
        <source>It may take long. Nothing is changed, and you can stop at any time.</source>
        <translation>可能需要较长时间。不会作任何修改,可随时停止。</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>保持打开</translation>
    </message>
    <message>
        <source>Only the first {count}</source>
        <translation>仅前 {count} 个</translation>
    </message>
    <message>
        <source>Reading files… {done} of {count}</source>
        <translation>正在读取… {done}/{count} 个文件</translation>
    </message>
    <message>
        <source>Reasons…</source>
        <translation>查看原因…</translation>
    </message>
    <message>
        <source>Scan all</source>
        <translation>全部扫描</translation>
    </message>
    <message>
        <source>Scan {count} files?</source>
        <translation>要扫描 {count} 个文件吗?</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Search them</source>
        <translation>搜索这些图像</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>The search was stopped. Images that nobody searched: {count}.</source>
        <translation>搜索已停止。未搜索的图像：{count}。</translation>
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
    <name>Charset</name>
    <message>
        <source>Name decoded as {charset} (file says {declared}). Check it.</source>
        <translation>姓名按 {charset} 解码（文件声明为 {declared}）。请核对。</translation>
    </message>
    <message>
        <source>Other text decoded as {charset} (file says {declared}). Check it.</source>
        <translation>其他文字按 {charset} 解码（文件声明为 {declared}）。请核对。</translation>
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
    <name>ChoicePopup</name>
    <message>
        <source>Esc  Cancel</source>
        <translation>Esc  取消</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Back</source>
        <translation>背面</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Mask all</source>
        <translation>全部遮挡</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不遮挡</translation>
    </message>
</context>
<context>
    <name>CineBar</name>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Forth and back</source>
        <translation>往返播放</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{rate} frames/s</source>
        <translation>{rate} 帧/秒</translation>
    </message>
    <message>
        <source>{shown} of {rate} frames/s</source>
        <translation>{shown} / {rate} 帧/秒</translation>
    </message>
</context>
<context>
    <name>CommentDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Note on the series</source>
        <translation>序列备注</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The note stays on this computer and is never exported.</source>
        <translation>备注只保存在本机，绝不会导出。</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Changed outside regions: {count} px</source>
        <translation>区域外改动：{count} 像素</translation>
    </message>
    <message>
        <source>Changes are being counted…</source>
        <translation>正在统计改动…</translation>
    </message>
    <message>
        <source>Curtain: original above, masked below</source>
        <translation>分界线：上为原图，下为遮挡后</translation>
    </message>
    <message>
        <source>Curtain: original at the left, masked at the right</source>
        <translation>分界线：左为原图，右为遮挡后</translation>
    </message>
    <message>
        <source>Map of changes: what the output changes is magenta</source>
        <translation>改动图：输出会改动的像素显示为品红色</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>遮挡后</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Side by side: original at the left, masked at the right</source>
        <translation>并排：左为原图，右为遮挡后</translation>
    </message>
    <message>
        <source>in whole coding blocks around them: {count} px</source>
        <translation>其周围的整个编码块内：{count} 像素</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>The masked image was copied, with the mark that it is not released.</source>
        <translation>已复制遮挡后的图像，并带有“未放行”标记。</translation>
    </message>
    <message>
        <source>The masked image was copied.</source>
        <translation>已复制遮挡后的图像。</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>All {count} frames viewed</source>
        <translation>已浏览全部 {count} 帧</translation>
    </message>
    <message>
        <source>Bottom edge not viewed</source>
        <translation>下边缘未浏览</translation>
    </message>
    <message>
        <source>Left edge not viewed</source>
        <translation>左边缘未浏览</translation>
    </message>
    <message>
        <source>Right edge not viewed</source>
        <translation>右边缘未浏览</translation>
    </message>
    <message>
        <source>The frame was not viewed yet</source>
        <translation>该帧尚未浏览</translation>
    </message>
    <message>
        <source>The frame was viewed</source>
        <translation>该帧已浏览</translation>
    </message>
    <message>
        <source>Top edge not viewed</source>
        <translation>上边缘未浏览</translation>
    </message>
    <message>
        <source>judged by projections: {count} of 3</source>
        <translation>投影图已判断 {count}/3</translation>
    </message>
    <message>
        <source>overlays: {count}, removed</source>
        <translation>叠加层 {count} 个，将移除</translation>
    </message>
    <message>
        <source>{seen} of {count} frames viewed</source>
        <translation>已浏览 {seen}/{count} 帧</translation>
    </message>
</context>
<context>
    <name>CoverageStrip</name>
    <message>
        <source>Frames viewed</source>
        <translation>浏览覆盖</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Kinds and places of the error, and versions; nothing of the images, their attributes or file names. It was sent to nobody and lies here: {path}</source>
        <translation>仅含错误的类型、代码位置和版本，不含图像、属性或文件名。报告未发送给任何人，保存在：{path}</translation>
    </message>
    <message>
        <source>Report of an error</source>
        <translation>错误报告</translation>
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
        <source>Apply region elsewhere</source>
        <translation>更改适用范围</translation>
    </message>
    <message>
        <source>Change region</source>
        <translation>修改区域</translation>
    </message>
    <message>
        <source>Change style</source>
        <translation>更改样式</translation>
    </message>
    <message>
        <source>Cut region</source>
        <translation>剪切区域</translation>
    </message>
    <message>
        <source>Decide attribute</source>
        <translation>决定属性</translation>
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
        <source>Keep finding</source>
        <translation>保留发现项</translation>
    </message>
    <message>
        <source>Keep frame</source>
        <translation>保留帧</translation>
    </message>
    <message>
        <source>Keep only the inside</source>
        <translation>仅保留内部</translation>
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
        <source>Paste region</source>
        <translation>粘贴区域</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>保护</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Say what a region shows</source>
        <translation>说明区域所示部位</translation>
    </message>
    <message>
        <source>Uncover</source>
        <translation>取消遮挡</translation>
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
        <source>A picture can&apos;t be written in this format. It was left out; choose another format.</source>
        <translation>图片无法以此格式写出，已略过；请选择其他格式。</translation>
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
        <source>Letters of the texts are not in the font of this format: {count}. It was left out, since they would be missing without a word; write them in another way, or choose another format.</source>
        <translation>文字中有 {count} 个字符不在此格式的字体中。为避免无提示地缺字，未生成该格式；请换一种写法，或选择其他格式。</translation>
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
        <source>No export with a trace mark was kept at these places. Name the output folder of an export, whose local folder stands beside it.</source>
        <translation>这些位置没有保存带追踪标记的导出。请指定导出的输出文件夹，其本地文件夹应在旁边。</translation>
    </message>
    <message>
        <source>No image of this case fits this format (stills, or several frames). It was left out.</source>
        <translation>此病例没有适合该格式的图像（静态图或多帧图），已略过。</translation>
    </message>
    <message>
        <source>No mask template is for images of this kind. Nothing was written for it; draw a mask on one of them and save it as a template.</source>
        <translation>没有适用于此类图像的遮挡模板，未写出任何内容。请在其中一幅上画出遮挡并保存为模板。</translation>
    </message>
    <message>
        <source>Not every image of this case is released, and no draft stamp can be put on DICOM files. This format was left out; have the images released, then export again.</source>
        <translation>此病例的图像尚未全部放行，而 DICOM 文件无法加盖草稿标记。已略过该格式；请先放行图像，然后重新导出。</translation>
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
        <source>Something in the settings can&apos;t be used. The program goes on with safe values; mend the file.</source>
        <translation>设置中有内容无法使用。程序将以安全的值继续运行；请修正该文件。</translation>
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
        <source>Text was found outside the mask (places: {count}), so nothing was written for this image. Look at it, and draw a mask that covers them.</source>
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
        <source>The finished package holds what it must not ({check}, in {place}). It was not kept with the others: it lies in the local folder, under quarantine.</source>
        <translation>生成的文件包含不应有的内容（{check}，位于 {place}）。未与其他文件一起保留：已放入本地文件夹的 quarantine（隔离）中。</translation>
    </message>
    <message>
        <source>The frames of this video are interlaced in a way that can&apos;t be kept, so nothing was written. Export it progressive from its source, then try again.</source>
        <translation>此视频的隔行方式无法保留，因此未写入任何内容。请从来源以逐行方式导出后重试。</translation>
    </message>
    <message>
        <source>The images changed since these edits were saved, so the edits don&apos;t fit. They were not restored; look at the images anew.</source>
        <translation>这些编辑保存之后图像已改变,编辑不再适用,因此未恢复;请重新查看图像。</translation>
    </message>
    <message>
        <source>The journal of edits can&apos;t be used. Nothing in it was changed.</source>
        <translation>无法使用编辑日志。其中内容未作任何修改。</translation>
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
        <source>The saved mask does not fit this image of {rows} × {columns} (frames: {frames}). It is never scaled; draw one for this size.</source>
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
        <source>The setting {key} in {file} can&apos;t have that value. Allowed: {allowed}. Used instead: {used}.</source>
        <translation>{file} 中的设置 {key} 不能取该值。允许：{allowed}。改用：{used}。</translation>
    </message>
    <message>
        <source>The settings in {file} can&apos;t be read ({reason}). The strictest policies hold, and defaults for all else. Mend the file and start again.</source>
        <translation>无法读取 {file} 中的设置（{reason}）。现采用最严格的策略，其余为默认值。请修正该文件后重新启动。</translation>
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
        <source>There is no setting {key}, which {file} sets. It changes nothing. Allowed there: {allowed}.</source>
        <translation>{file} 中的设置 {key} 不存在，不起任何作用。此处允许：{allowed}。</translation>
    </message>
    <message>
        <source>There is no {point} named {name}. Known: {known}.</source>
        <translation>没有名为 {name} 的 {point}。已知：{known}。</translation>
    </message>
    <message>
        <source>These edits are open in another window. Nothing was changed. Continue there, or close it first.</source>
        <translation>这些编辑已在另一个窗口中打开。未作任何修改。请在该窗口继续,或先将其关闭。</translation>
    </message>
    <message>
        <source>These edits were saved by a newer version of the program (journal schema {found}, known here: {known}). Nothing was changed. Restore them with that version.</source>
        <translation>这些编辑由更新版本的程序保存(日志格式 {found},此版本支持:{known})。未作任何修改。请用该版本恢复。</translation>
    </message>
    <message>
        <source>These saved edits are damaged, or their key is another one. They can&apos;t be restored; originals are unchanged. Open the images again and repeat the edits.</source>
        <translation>这些已保存的编辑已损坏,或密钥不符,无法恢复;原始文件未改变。请重新打开图像并重做编辑。</translation>
    </message>
    <message>
        <source>This archive unpacks to more than is allowed here (too many files, too much data, or too deep), as one made to do harm does. The rest of it was left out; unpack it yourself if you trust it, and open the folder.</source>
        <translation>此压缩包解开后超出允许的范围(文件过多、数据过大或层次过深),恶意压缩包即是如此。其余内容未读取;如信任此文件,请自行解压后打开文件夹。</translation>
    </message>
    <message>
        <source>This archive, or this file in it, is damaged or packed in an unknown way. It was left out; fetch it again from its source.</source>
        <translation>此压缩包或其中的此文件已损坏,或压缩方式未知,因此未读取;请从来源重新获取。</translation>
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
        <source>This case was reviewed with another version of the program, another policy or another profile. Its review does not count here, and nothing was taken over. Make them the same, or review it here.</source>
        <translation>该病例是在另一程序版本、另一策略或另一配置下审核的，其审核在此无效，未接收任何内容。请使两者一致，或在此重新审核。</translation>
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
        <source>This file lies in an archive under a password. It was left out; unpack the archive yourself, and open the folder.</source>
        <translation>此文件位于加密的压缩包中,因此未读取;请自行解压后打开文件夹。</translation>
    </message>
    <message>
        <source>This file took longer than {seconds} s and was stopped. Nothing was written for it; work on it by itself, or allow more time.</source>
        <translation>该文件用时超过 {seconds} 秒，已被停止，未为其写出任何内容；请单独处理，或允许更长时间。</translation>
    </message>
    <message>
        <source>This format needs the optional package {package}, which is not installed. It was left out; install redactor[{extra}], or choose another format.</source>
        <translation>此格式需要可选组件 {package}，但尚未安装，已略过；请安装 redactor[{extra}]，或选择其他格式。</translation>
    </message>
    <message>
        <source>This hand-over can&apos;t be opened: the code is another one, or the file was changed or is of another kind. Nothing was taken over. Check the code, or ask for the file again.</source>
        <translation>无法打开该交接文件：交接码不符，或文件被改动，或不是交接文件。未接收任何内容。请核对交接码，或重新索取文件。</translation>
    </message>
    <message>
        <source>This hand-over is of other images than those that are open, or one of them changed. Nothing was taken over. Open exactly the images that were reviewed.</source>
        <translation>该交接文件对应的不是当前打开的图像，或其中有图像已改变。未接收任何内容。请只打开当时审核的那些图像。</translation>
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
        <source>This is a picture, not a DICOM result, and pictures are not checked. De-identify it first; its copy is a DICOM instance.</source>
        <translation>这是图片而非 DICOM 结果，图片不作检查。请先去标识化；其副本为 DICOM 实例。</translation>
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
        <source>This is no result of this program, or its edit record is missing or of another file. It was left out; de-identify the image first, and keep file and record together.</source>
        <translation>这不是本程序的结果，或其编辑记录缺失或属于其他文件，已略过；请先对图像去标识，并将文件与记录放在一起。</translation>
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
        <source>This series is not ready to be marked as reviewed (still open: {count}). Go to the next one.</source>
        <translation>此序列尚不能标记已审：还有 {count} 项待办。请前往下一项。</translation>
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
        <source>What was written may identify somebody: {places}. Nothing was exported. Rewrite these places; a word that names nobody can be confirmed in the case.</source>
        <translation>所写内容可能暴露身份：{places}。未导出任何内容。请改写这些位置；不指代任何人的词可在病例中确认。</translation>
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
        <source>In quarantine, not written: {count}</source>
        <translation>已隔离，不写出：{count}</translation>
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
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Pause after this file</source>
        <translation>完成此文件后暂停</translation>
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
    <name>ExportPage</name>
    <message>
        <source>A new or empty folder for the export</source>
        <translation>用于导出的新文件夹或空文件夹</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export to…</source>
        <translation>导出到…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Invisible mark for:</source>
        <translation>不可见标记的接收者：</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Recipient of the invisible mark</source>
        <translation>不可见标记的接收者</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Results of the export</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Stays of the headers, as far as its words are known</source>
        <translation>保留的头信息（仅限已知用词）</translation>
    </message>
    <message>
        <source>Stopped; what was finished stays.</source>
        <translation>已停止；已完成的保留。</translation>
    </message>
    <message>
        <source>The originals are not known here; packages were searched for what the results say alone.</source>
        <translation>此处不知道原始文件；仅按结果中的内容检索了输出包。</translation>
    </message>
    <message>
        <source>Visible watermark: for teaching, not for diagnosis</source>
        <translation>可见字样：教学用 · 非诊断</translation>
    </message>
    <message>
        <source>files: {count}</source>
        <translation>文件：{count}</translation>
    </message>
    <message>
        <source>no folder chosen</source>
        <translation>未选择文件夹</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} not: see the reasons.</source>
        <translation>{count} 个未完成：见原因。</translation>
    </message>
    <message>
        <source>{count} written and checked.</source>
        <translation>已写入并检查 {count} 个。</translation>
    </message>
    <message>
        <source>⚠ Not every image is released. Every picture is stamped: {draft}</source>
        <translation>⚠ 并非所有图像都已放行。每张图片都会加盖：{draft}</translation>
    </message>
    <message>
        <source>✔ All images are released.</source>
        <translation>✔ 所有图像均已放行。</translation>
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
        <source>Faint text {number}/{count}: {look}</source>
        <translation>查找隐藏文字 {number}/{count}：{look}</translation>
    </message>
    <message>
        <source>Overlays drawn: {count}</source>
        <translation>已显示叠加层：{count}</translation>
    </message>
    <message>
        <source>Overlays not drawn: {count}</source>
        <translation>未显示的叠加层：{count}</translation>
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
        <source>cannot be drawn: {count}</source>
        <translation>无法显示：{count}</translation>
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
        <source>local contrast</source>
        <translation>局部对比</translation>
    </message>
    <message>
        <source>narrow window</source>
        <translation>窄窗</translation>
    </message>
    <message>
        <source>narrow window, inverted</source>
        <translation>窄窗反相</translation>
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
        <source>{count} kept visible</source>
        <translation>{count} 项保留可见</translation>
    </message>
    <message>
        <source>{count} only listed</source>
        <translation>{count} 项仅列出</translation>
    </message>
    <message>
        <source>{count} proposed</source>
        <translation>{count} 项建议</translation>
    </message>
    <message>
        <source>{count} rejected</source>
        <translation>{count} 项已拒绝</translation>
    </message>
    <message>
        <source>{count} to decide</source>
        <translation>{count} 项待定</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Body from behind</source>
        <translation>身体背面</translation>
    </message>
    <message>
        <source>Body from the front</source>
        <translation>身体正面</translation>
    </message>
    <message>
        <source>not masked</source>
        <translation>不遮挡</translation>
    </message>
    <message>
        <source>to be masked</source>
        <translation>需遮挡</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>A accept · X reject · L keep · G flag
, . finding · ↑ ↓ frame · Space original
Ctrl+Enter reviewed, next
Ctrl+→ skip · Ctrl+← back · Ctrl+J next</source>
        <translation>A 接受 · X 拒绝 · L 保留 · G 待议
, . 发现项 · ↑ ↓ 帧 · 空格 原图
Ctrl+Enter 标记已审并转下一项
Ctrl+→ 跳过 · Ctrl+← 返回 · Ctrl+J 下一项</translation>
    </message>
    <message>
        <source>Finding {place} of {count}</source>
        <translation>发现项 {place}/{count}</translation>
    </message>
    <message>
        <source>Findings: {count}</source>
        <translation>发现项：{count}</translation>
    </message>
</context>
<context>
    <name>FindingFilter</name>
    <message>
        <source>Filter findings</source>
        <translation>筛选发现项</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Only what applies to the frame shown</source>
        <translation>仅显示适用于当前帧的项</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>仅此帧</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Kept visible</source>
        <translation>保留可见</translation>
    </message>
    <message>
        <source>Needs a decision</source>
        <translation>需要决定</translation>
    </message>
    <message>
        <source>Only listed</source>
        <translation>仅列出</translation>
    </message>
    <message>
        <source>Rejected by a person</source>
        <translation>由人拒绝</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>发现项</translation>
    </message>
    <message>
        <source>No finding is as the filter asks.</source>
        <translation>没有符合筛选条件的发现项。</translation>
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
    <name>FirstRun</name>
    <message>
        <source>A sample case of an invented patient comes with the program. Six steps show all that a review needs. Nothing is sent anywhere: there is no account and no network.</source>
        <translation>程序附带一个虚构患者的示例病例，六个步骤即可了解审核所需的全部操作。不会向任何地方发送数据：无需账户，也不联网。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Can you read this line without effort? 0O 1lI 8B 左 右 – If not, make the text larger.</source>
        <translation>能轻松看清这一行吗？0O 1lI 8B 左 右 – 如果不能，请放大文字。</translation>
    </message>
    <message>
        <source>How will you use this most?</source>
        <translation>您主要如何使用本程序？这决定面板的初始宽度。</translation>
    </message>
    <message>
        <source>It can be changed at any time, at the right end of the menu bar.</source>
        <translation>可随时在菜单栏右端更改。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Sample case</source>
        <translation>示例病例</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Start the tour</source>
        <translation>开始导览</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Without the tour</source>
        <translation>不看导览</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
</context>
<context>
    <name>ForecastPage</name>
    <message>
        <source>A dry run looks at the files as a run would. It writes nothing.</source>
        <translation>试运行像正式运行一样查看文件，但不写出任何内容。</translation>
    </message>
    <message>
        <source>Device, size, modality</source>
        <translation>设备、尺寸、成像方式</translation>
    </message>
    <message>
        <source>Dry run by group</source>
        <translation>各组试运行结果</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Some images of each group were searched; the run searches all. Times are rough.</source>
        <translation>每组查找了部分图像；正式运行会查找全部。时间为粗略估计。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>To be done: {done} · set aside: {aside} · disk needed: {needed} of {free} free · time: {time}</source>
        <translation>待处理：{done} · 搁置：{aside} · 所需磁盘：{needed}（可用 {free}） · 时间：{time}</translation>
    </message>
    <message>
        <source>⚠ Images that show text outside the mask will be set aside.</source>
        <translation>⚠ 遮挡之外有文字的图像将被搁置。</translation>
    </message>
    <message>
        <source>⚠ The disk is too small. The run would pause until there is room.</source>
        <translation>⚠ 磁盘空间不足。运行会暂停，直到有空间。</translation>
    </message>
</context>
<context>
    <name>HandOverCode</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Code of the hand-over</source>
        <translation>交接码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The file was written. Tell this code to the person who approves, by another way than the file. It is shown once; you need it, too, to open the answer.</source>
        <translation>文件已写入。请通过与文件不同的途径把此交接码告诉批准人。它只显示一次；您打开答复时也需要它。</translation>
    </message>
    <message>
        <source>Type the code that the other person told you:</source>
        <translation>请输入对方告诉您的交接码：</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>A hand-over takes the place of your own decisions on this case, and you have some. Close the case, open it again, and then open the hand-over.</source>
        <translation>交接内容会取代您对该病例已作的决定。请关闭病例，重新打开，再打开交接文件。</translation>
    </message>
    <message>
        <source>Give approval back</source>
        <translation>交回批准</translation>
    </message>
    <message>
        <source>Hand over for approval</source>
        <translation>移交批准</translation>
    </message>
    <message>
        <source>Open hand-over</source>
        <translation>打开交接文件</translation>
    </message>
    <message>
        <source>Series approved by another person: {count}.</source>
        <translation>已由另一人批准的序列：{count} 个。</translation>
    </message>
    <message>
        <source>Taken over as another person reviewed it. Series that wait for your approval: {count}. Look at them, then Review ▸ Approve as the second person, and give the approval back.</source>
        <translation>已按另一人的审核接收。等待您批准的序列：{count} 个。请查看后选择“审核 ▸ 由第二人批准”，再交回批准。</translation>
    </message>
    <message>
        <source>The approval was written. It is opened with the same code.</source>
        <translation>批准已写入文件，用同一交接码打开。</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Exit (Esc)</source>
        <translation>退出 (Esc)</translation>
    </message>
    <message>
        <source>Review queue</source>
        <translation>审核队列</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审</translation>
    </message>
    <message>
        <source>~{minutes} min left</source>
        <translation>约剩 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>No chapter has these words. Try fewer or other ones.</source>
        <translation>没有章节包含这些词，请减少或更换关键词。</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>在指南中搜索</translation>
    </message>
    <message>
        <source>Text of the chapter</source>
        <translation>章节正文</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>用户指南</translation>
    </message>
</context>
<context>
    <name>Hidden</name>
    <message>
        <source>Burned-in text</source>
        <translation>图像内嵌文字</translation>
    </message>
    <message>
        <source>Bytes behind the image</source>
        <translation>图像之后的字节</translation>
    </message>
    <message>
        <source>Bytes in the preamble</source>
        <translation>前导区中的字节</translation>
    </message>
    <message>
        <source>Colour profiles of the picture</source>
        <translation>图片的颜色配置文件</translation>
    </message>
    <message>
        <source>Comments and texts of the picture</source>
        <translation>图片的注释和文字</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Dates and times</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>EXIF of the picture</source>
        <translation>图片的 EXIF</translation>
    </message>
    <message>
        <source>Embedded documents, sound, waveforms</source>
        <translation>嵌入的文档、声音、波形</translation>
    </message>
    <message>
        <source>Faint text</source>
        <translation>模糊文字</translation>
    </message>
    <message>
        <source>File and folder names that show an identifier</source>
        <translation>含有身份信息的文件名和文件夹名</translation>
    </message>
    <message>
        <source>Head images may show a face when they are rendered: Review ▸ Surface of the head.</source>
        <translation>头部图像经三维重建可能显示面部：审核 ▸ 头部表面。</translation>
    </message>
    <message>
        <source>Hidden in the pixels, unless you reject or keep a finding.</source>
        <translation>在像素中遮挡，除非您拒绝或保留发现项。</translation>
    </message>
    <message>
        <source>IPTC and Photoshop data of the picture</source>
        <translation>图片的 IPTC 和 Photoshop 数据</translation>
    </message>
    <message>
        <source>Icon images</source>
        <translation>图标图像</translation>
    </message>
    <message>
        <source>Left out.</source>
        <translation>不写入。</translation>
    </message>
    <message>
        <source>Overlay planes</source>
        <translation>叠加层</translation>
    </message>
    <message>
        <source>Private attributes</source>
        <translation>私有属性</translation>
    </message>
    <message>
        <source>Recognisable face or body</source>
        <translation>可识别的人脸或体形</translation>
    </message>
    <message>
        <source>Removed or replaced, unless the profile retains devices.</source>
        <translation>移除或替换，除非配置保留设备信息。</translation>
    </message>
    <message>
        <source>Removed with all they draw.</source>
        <translation>连同所绘内容一并移除。</translation>
    </message>
    <message>
        <source>Removed, but for what the profile declares harmless.</source>
        <translation>移除，配置声明无害者除外。</translation>
    </message>
    <message>
        <source>Removed, emptied or shifted, as the profile says.</source>
        <translation>按配置移除、清空或平移。</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>移除。</translation>
    </message>
    <message>
        <source>Removed: the copy is made of the pixels alone.</source>
        <translation>已移除：副本仅由像素生成。</translation>
    </message>
    <message>
        <source>Removed: they show the image as it was.</source>
        <translation>移除：其中是处理前的图像。</translation>
    </message>
    <message>
        <source>Replaced alike in all files, unless the profile retains them.</source>
        <translation>在所有文件中一致替换，除非配置保留。</translation>
    </message>
    <message>
        <source>Serial numbers of devices</source>
        <translation>设备序列号</translation>
    </message>
    <message>
        <source>Small copies inside the picture</source>
        <translation>图片内的缩略图</translation>
    </message>
    <message>
        <source>The copies get neutral names.</source>
        <translation>副本使用中性名称。</translation>
    </message>
    <message>
        <source>The search for text also looks for writing a few grey levels from its surroundings.</source>
        <translation>文字检查也会查找与周围只差几个灰阶的字迹。</translation>
    </message>
    <message>
        <source>UIDs</source>
        <translation>UID</translation>
    </message>
    <message>
        <source>Unknown data beside or behind the picture</source>
        <translation>图片旁或其后的未知数据</translation>
    </message>
    <message>
        <source>Written anew, as zeros.</source>
        <translation>重写为零。</translation>
    </message>
    <message>
        <source>XMP of the picture</source>
        <translation>图片的 XMP</translation>
    </message>
    <message>
        <source>not searched</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>searched</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>{count}, {open} to decide</source>
        <translation>{count} 项，{open} 项待定</translation>
    </message>
</context>
<context>
    <name>HiddenDataPanel</name>
    <message>
        <source>Confirm: I have read this</source>
        <translation>确认：我已阅读</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>检出</translation>
    </message>
    <message>
        <source>Hidden data of this series</source>
        <translation>本序列的隐藏数据</translation>
    </message>
    <message>
        <source>Nothing hidden was found in these places. You still have to look.</source>
        <translation>这些位置未检出隐藏数据，但仍需人工查看。</translation>
    </message>
    <message>
        <source>Read what was found, then confirm it.</source>
        <translation>请阅读检出内容，然后确认。</translation>
    </message>
    <message>
        <source>Still reading the files of this series…</source>
        <translation>仍在读取本序列的文件…</translation>
    </message>
    <message>
        <source>This can&apos;t be read. The series can&apos;t be reviewed.</source>
        <translation>无法读取。该序列不能审核。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>You have read this report.</source>
        <translation>您已阅读本报告。</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Go there</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>It names nobody</source>
        <translation>不是人名</translation>
    </message>
    <message>
        <source>Only what looks like a name can be confirmed; rewrite the rest.</source>
        <translation>只有疑似人名的词可以确认；其余请改写。</translation>
    </message>
    <message>
        <source>Words that may identify somebody</source>
        <translation>可能识别个人的文字</translation>
    </message>
    <message>
        <source>⚠ Words that may identify somebody: {count}</source>
        <translation>⚠ 可能识别个人的文字：{count} 处</translation>
    </message>
</context>
<context>
    <name>ImagePage</name>
    <message>
        <source>Add arrow</source>
        <translation>添加箭头</translation>
    </message>
    <message>
        <source>Add label</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>Arrows and labels</source>
        <translation>箭头和标签</translation>
    </message>
    <message>
        <source>As it leaves</source>
        <translation>导出效果</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Caption:</source>
        <translation>说明：</translation>
    </message>
    <message>
        <source>Choose an image of the case.</source>
        <translation>请选择病例中的一个图像。</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Cut:</source>
        <translation>裁剪：</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>首帧</translation>
    </message>
    <message>
        <source>Frames:</source>
        <translation>帧：</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>末帧</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>移除标记</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The final pixels of the first frame, with watermark and stamp.</source>
        <translation>首帧的最终像素，含字样和印记。</translation>
    </message>
    <message>
        <source>The image: cut it and draw on it here, or by the numbers below</source>
        <translation>图像：在此裁剪和绘制，或用下方数字</translation>
    </message>
    <message>
        <source>This image is not in the folder of results.</source>
        <translation>此图像不在结果文件夹中。</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Window centre</source>
        <translation>窗位</translation>
    </message>
    <message>
        <source>Window width</source>
        <translation>窗宽</translation>
    </message>
    <message>
        <source>Window:</source>
        <translation>窗：</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>按存储</translation>
    </message>
    <message>
        <source>only this part</source>
        <translation>仅此部分</translation>
    </message>
    <message>
        <source>to column</source>
        <translation>到列</translation>
    </message>
    <message>
        <source>to row</source>
        <translation>到行</translation>
    </message>
    <message>
        <source>{side} in pixels of the frame</source>
        <translation>{side}（帧像素）</translation>
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
    <name>JobBar</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause after this image</source>
        <translation>完成此图像后暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Exporting images: {done} of {count}</source>
        <translation>正在导出：{done}/{count} 幅图像</translation>
    </message>
    <message>
        <source>Searching images: {done} of {count}</source>
        <translation>正在搜索：{done}/{count} 幅图像</translation>
    </message>
    <message>
        <source>about {count} min left</source>
        <translation>约剩 {count} 分钟</translation>
    </message>
    <message>
        <source>about {count} s left</source>
        <translation>约剩 {count} 秒</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>pauses after this image</source>
        <translation>完成此图像后暂停</translation>
    </message>
</context>
<context>
    <name>Journaling</name>
    <message>
        <source>Choose another folder…</source>
        <translation>另选文件夹…</translation>
    </message>
    <message>
        <source>Edits from {time} were restored: {count}. Undo takes them back one by one.</source>
        <translation>已恢复 {time} 的编辑:{count} 项。可用“撤销”逐项取消。</translation>
    </message>
    <message>
        <source>Folder to save edits in</source>
        <translation>用于保存编辑的文件夹</translation>
    </message>
    <message>
        <source>Your edits can&apos;t be saved ({reason}). They are kept in memory, and saving is tried again. If it stays so, choose another folder.</source>
        <translation>无法保存您的编辑({reason})。修改暂存于内存,程序会再次尝试保存。如仍无法保存,请另选文件夹。</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the key store does not give the key</source>
        <translation>密钥库未提供密钥</translation>
    </message>
</context>
<context>
    <name>KeptWords</name>
    <message>
        <source>Confirm what stays</source>
        <translation>确认保留的文字</translation>
    </message>
    <message>
        <source>Texts that stay</source>
        <translation>保留的文字</translation>
    </message>
    <message>
        <source>Texts that stay after cleaning: {count}. Read them: no name, number or date may be among them.</source>
        <translation>清理后保留的文字：{count} 条。请阅读：其中不得有姓名、编号或日期。</translation>
    </message>
    <message>
        <source>Texts that stay after cleaning: {count}. You confirmed them.</source>
        <translation>清理后保留的文字：{count} 条。您已确认。</translation>
    </message>
    <message>
        <source>The attributes of this series are still being read.</source>
        <translation>仍在读取本序列的属性。</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Abdomen</source>
        <translation>腹部</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>手臂</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>背部</translation>
    </message>
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
        <source>Buttocks</source>
        <translation>臀部</translation>
    </message>
    <message>
        <source>Clavicle</source>
        <translation>锁骨</translation>
    </message>
    <message>
        <source>Collimated field</source>
        <translation>准直照射野</translation>
    </message>
    <message>
        <source>Device layout</source>
        <translation>设备版式</translation>
    </message>
    <message>
        <source>Diaphragm</source>
        <translation>膈</translation>
    </message>
    <message>
        <source>Ear</source>
        <translation>耳</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>眼</translation>
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
        <source>Foot</source>
        <translation>足</translation>
    </message>
    <message>
        <source>Genital region</source>
        <translation>生殖部位</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>手</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>心脏</translation>
    </message>
    <message>
        <source>Hide the inside</source>
        <translation>遮挡内部</translation>
    </message>
    <message>
        <source>Keep only the inside</source>
        <translation>仅保留内部</translation>
    </message>
    <message>
        <source>Leg</source>
        <translation>腿</translation>
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
        <source>Neck</source>
        <translation>颈部</translation>
    </message>
    <message>
        <source>Protected area</source>
        <translation>保护区域</translation>
    </message>
    <message>
        <source>Rib</source>
        <translation>肋骨</translation>
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
        <source>Tattoo or scar</source>
        <translation>纹身或疤痕</translation>
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
    <name>Leftovers</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore 1 unsaved edit from {time}?</source>
        <translation>要恢复 {time} 的 1 项未保存编辑吗?</translation>
    </message>
    <message>
        <source>Restore {count} unsaved edits from {time}?</source>
        <translation>要恢复 {time} 的 {count} 项未保存编辑吗?</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Choose a template in the list first.</source>
        <translation>请先在列表中选择模板。</translation>
    </message>
    <message>
        <source>Export template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>模板库文件夹</translation>
    </message>
    <message>
        <source>Import template, CTP script or deid recipe…</source>
        <translation>导入模板、CTP 脚本或 deid 配方…</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>导入模板</translation>
    </message>
    <message>
        <source>It can be ticked once it is in use.</source>
        <translation>启用后才能勾选。</translation>
    </message>
    <message>
        <source>Line {line} was left out: {reason}</source>
        <translation>第 {line} 行未导入：{reason}</translation>
    </message>
    <message>
        <source>No templates yet. Draw a mask once, then choose ‘Save as template’.</source>
        <translation>还没有模板。请画一次遮挡，然后选择“保存为模板”。</translation>
    </message>
    <message>
        <source>No version is in use.</source>
        <translation>没有启用的版本。</translation>
    </message>
    <message>
        <source>Only what passed a test and is not in use yet.</source>
        <translation>仅限已通过测试且尚未启用的版本。</translation>
    </message>
    <message>
        <source>Put in use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Templates imported: {count}. Test each on files.</source>
        <translation>已导入模板：{count}。请逐个用文件测试。</translation>
    </message>
    <message>
        <source>Templates of {folder}</source>
        <translation>模板来自 {folder}</translation>
    </message>
    <message>
        <source>Test on files</source>
        <translation>用文件测试</translation>
    </message>
    <message>
        <source>Use another library…</source>
        <translation>使用其他模板库…</translation>
    </message>
    <message>
        <source>{title}, version {version}, regions: {count}</source>
        <translation>{title}，版本 {version}，区域：{count}</translation>
    </message>
    <message>
        <source>✔ The template was exported.</source>
        <translation>✔ 模板已导出。</translation>
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
        <source>Show the report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <source>The program broke off last time. A report without patient values was written.</source>
        <translation>程序上次意外中断。已写入一份不含患者数据的报告。</translation>
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
        <source>Add a corner to the polygon</source>
        <translation>为多边形添加顶点</translation>
    </message>
    <message>
        <source>Alt + Shift + click</source>
        <translation>Alt + Shift + 单击</translation>
    </message>
    <message>
        <source>Alt + click</source>
        <translation>Alt + 单击</translation>
    </message>
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
        <source>Remove a corner</source>
        <translation>删除顶点</translation>
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
        <source>Shift + wheel</source>
        <translation>Shift + 滚轮</translation>
    </message>
    <message>
        <source>Size of the brush, or ten frames</source>
        <translation>画笔大小，或翻十帧</translation>
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
    <name>Numbers</name>
    <message>
        <source>,</source>
        <translation>,</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>1</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date} {time}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{year}年{month}月{day}日</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Ears, too</source>
        <translation>同时包括耳朵</translation>
    </message>
    <message>
        <source>Frames compared</source>
        <translation>比较的帧数</translation>
    </message>
    <message>
        <source>How far behind the root of the nose the face of an adult is hidden</source>
        <translation>成人面部从鼻根向后遮盖的深度</translation>
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
    <name>OwnPresets</name>
    <message>
        <source>Give the preset a name first.</source>
        <translation>请先为预设命名。</translation>
    </message>
    <message>
        <source>There is a preset of this name already. Choose another one.</source>
        <translation>已有同名预设，请换一个名称。</translation>
    </message>
    <message>
        <source>This name holds a word of the open images&apos; headers. It would stay on this computer: choose another.</source>
        <translation>该名称含有已打开影像头信息中的词，会留在本机，请换一个名称。</translation>
    </message>
</context>
<context>
    <name>OwnPresetsDialog</name>
    <message>
        <source>Add the window shown</source>
        <translation>添加当前窗宽/窗位</translation>
    </message>
    <message>
        <source>Choose a preset in the list first.</source>
        <translation>请先在列表中选择一个预设。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>For {modality}. The window shown is {window}.</source>
        <translation>用于 {modality}。当前窗宽/窗位：{window}。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Own window presets</source>
        <translation>自定义窗宽/窗位</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>PatientScreen</name>
    <message>
        <source>Back, change nothing</source>
        <translation>返回,不作更改</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>For staff: PIN</source>
        <translation>工作人员:PIN</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Nothing was changed. Please give the device back.</source>
        <translation>未作任何更改。请交还设备。</translation>
    </message>
    <message>
        <source>Thank you. Your choice was noted. Please give the device back.</source>
        <translation>谢谢,您的选择已登记。请交还设备。</translation>
    </message>
    <message>
        <source>That is not the PIN that was chosen for this screen.</source>
        <translation>这不是为本屏幕设置的 PIN。</translation>
    </message>
    <message>
        <source>Which parts of the body should be masked in images that are shared?</source>
        <translation>您希望在共享的影像中遮挡哪些部位?</translation>
    </message>
    <message>
        <source>Your doctors still see the whole images. Masks are for copies that are shared for teaching or research. If a part is needed to understand an image, the copy will not be shared. You can change your choice later.</source>
        <translation>医生诊治时仍可查看完整影像。遮挡仅用于教学、科研等共享副本。如果某个部位是理解影像所必需的,该副本将不会共享。您以后可以更改选择。</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Projections of the group</source>
        <translation>该组的投影</translation>
    </message>
</context>
<context>
    <name>Plugins</name>
    <message>
        <source>A PDF to print, with pictures, texts and answers at its end.</source>
        <translation>可打印的 PDF，含图片、文字，答案在末尾。</translation>
    </message>
    <message>
        <source>A PNG, JPEG or TIFF; its copy is a DICOM Secondary Capture.</source>
        <translation>PNG、JPEG 或 TIFF；其副本为 DICOM 二次采集。</translation>
    </message>
    <message>
        <source>A ZIP for MIRC and TFS servers.</source>
        <translation>用于 MIRC 和 TFS 服务器的 ZIP 文件。</translation>
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
        <source>Brush</source>
        <translation>画笔</translation>
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
        <source>Chest anatomy</source>
        <translation>胸部解剖结构</translation>
    </message>
    <message>
        <source>Click a region to select it. Drag it, its handles, or the corners of a polygon.</source>
        <translation>单击选择区域，拖动区域、控制点或多边形的顶点可修改。</translation>
    </message>
    <message>
        <source>Click the corners. Enter or a double click closes, Backspace takes the last corner back, Esc cancels.</source>
        <translation>依次单击各顶点。按 Enter 或双击闭合，Backspace 撤回上一个顶点，Esc 取消。</translation>
    </message>
    <message>
        <source>Click the four corners of the fan, or its tip and both ends of the arc and then Enter; or drag a box around it. Everything outside is hidden.</source>
        <translation>单击扇形的四个角，或单击其顶点和弧的两端后按 Enter，也可拖出外框。外部全部遮挡。</translation>
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
        <source>DICOM file-set</source>
        <translation>DICOM 文件集</translation>
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
        <source>Drag around a laterality marker or a measurement: what is only proposed does not hide it. A match with the header stays hidden.</source>
        <translation>框住方位标记或测量标记：仅为建议的遮挡不会盖住它。与头信息匹配的内容仍被遮挡。</translation>
    </message>
    <message>
        <source>Drag for window width and level. A click selects a region.</source>
        <translation>拖动可调窗宽/窗位，单击可选择区域。</translation>
    </message>
    <message>
        <source>Drag from corner to corner to hide everything that lies outside.</source>
        <translation>从一角拖到另一角，遮挡其外的全部内容。</translation>
    </message>
    <message>
        <source>Drag from corner to corner to hide the ellipse between them.</source>
        <translation>从一角拖到另一角，遮挡其间的椭圆。</translation>
    </message>
    <message>
        <source>Drag from corner to corner to hide what lies between.</source>
        <translation>从一角拖到对角，遮挡其间的内容。</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Film labels</source>
        <translation>胶片标签</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>GIF, APNG or MP4 of each cine.</source>
        <translation>每个动态序列的 GIF、APNG 或 MP4。</translation>
    </message>
    <message>
        <source>Genital region</source>
        <translation>生殖部位</translation>
    </message>
    <message>
        <source>Hand-out</source>
        <translation>讲义</translation>
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
        <source>Keep only</source>
        <translation>仅保留</translation>
    </message>
    <message>
        <source>Lists the overlays of the header, which the result does not have any more.</source>
        <translation>列出文件头中的叠加层；结果中不再包含它们。</translation>
    </message>
    <message>
        <source>MIRC teaching file</source>
        <translation>MIRC 教学文件</translation>
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
        <source>Marks faces in photographs, and the face and ears of heads that a CT or MR series could be rendered to.</source>
        <translation>标出照片中的面部，以及 CT 或 MR 序列可重建出的头部的面部和耳朵。</translation>
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
        <source>Marks the genital region on films of pelvis and abdomen, and films of the perineum as a whole.</source>
        <translation>标出骨盆和腹部平片上的生殖部位;会阴部平片整幅标出。</translation>
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
        <source>One HTML file that works without a network.</source>
        <translation>一个无需网络即可使用的 HTML 文件。</translation>
    </message>
    <message>
        <source>Outline of the body</source>
        <translation>身体轮廓</translation>
    </message>
    <message>
        <source>Outlines lungs, heart, ribs, diaphragm and clavicles in frontal chest radiographs.</source>
        <translation>勾画正位胸片中的肺、心脏、肋骨、膈和锁骨。</translation>
    </message>
    <message>
        <source>Outlines the body, the collimated field, and breasts in radiographs, mammograms, CT and MR.</source>
        <translation>勾画 X 线平片、乳腺片、CT 和 MR 中的身体轮廓、准直照射野和乳房。</translation>
    </message>
    <message>
        <source>Overlay planes</source>
        <translation>叠加层</translation>
    </message>
    <message>
        <source>PNG, JPEG or TIFF that hold pixels and nothing else.</source>
        <translation>只含像素的 PNG、JPEG 或 TIFF。</translation>
    </message>
    <message>
        <source>Page with a quiz</source>
        <translation>测验网页</translation>
    </message>
    <message>
        <source>Paint over what earlier regions hide to uncover it. What is found later stays hidden.</source>
        <translation>涂抹先前区域遮挡的内容以取消遮挡。之后发现的内容仍被遮挡。</translation>
    </message>
    <message>
        <source>Paint over what is to be hidden. Size: [ and ], or Shift with the wheel.</source>
        <translation>涂抹要遮挡的内容。大小：[ 和 ]，或 Shift 加滚轮。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>普通图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>PowerPoint slides with stills, looping films and a quiz.</source>
        <translation>含静态图、循环影片和测验的 PowerPoint 幻灯片。</translation>
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
        <source>Protect</source>
        <translation>保护</translation>
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
        <source>Released DICOM files with a new DICOMDIR, a README and a manifest.</source>
        <translation>已放行的 DICOM 文件，附新建的 DICOMDIR、README 和清单。</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>幻灯片</translation>
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
        <source>Ultrasound fan</source>
        <translation>超声扇形</translation>
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
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Dim</source>
        <translation>柔和</translation>
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
    <name>PreviewPage</name>
    <message>
        <source>Device, size, modality</source>
        <translation>设备、尺寸、成像方式</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Groups of files</source>
        <translation>文件分组</translation>
    </message>
    <message>
        <source>Groups: {groups}. Files that a template is used for: {count}. No mask is ever scaled.</source>
        <translation>分组：{groups}。使用模板的文件：{count}。遮挡从不缩放。</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>重新列出</translation>
    </message>
    <message>
        <source>No template is used for this group: it will be set aside.</source>
        <translation>该组没有使用的模板：将被搁置。</translation>
    </message>
    <message>
        <source>No text was found outside the mask. Look yourself: these pictures show up to 200 images.</source>
        <translation>遮挡之外未发现文字。仍需人工查看：这些图最多显示 200 幅图像。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>The pictures of this group are being made.</source>
        <translation>正在生成该组的图。</translation>
    </message>
    <message>
        <source>⚠ Text remains outside the mask, framed in red: places {count}. Such images are set aside.</source>
        <translation>⚠ 遮挡之外仍有文字，已用红框标出：{count} 处。此类图像将被搁置。</translation>
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
    <name>Projections</name>
    <message>
        <source>Bright writing on any frame shows here.</source>
        <translation>任何一帧上的亮色字迹都会显示在这里。</translation>
    </message>
    <message>
        <source>Dark writing on any frame shows here.</source>
        <translation>任何一帧上的暗色字迹都会显示在这里。</translation>
    </message>
    <message>
        <source>Highest values</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Lowest values</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>离散度</translation>
    </message>
    <message>
        <source>Writing that is not on all frames shows here.</source>
        <translation>并非每帧都有的字迹会显示在这里。</translation>
    </message>
</context>
<context>
    <name>ProjectionsDialog</name>
    <message>
        <source>All frames in three pictures</source>
        <translation>用三幅图看全部帧</translation>
    </message>
    <message>
        <source>Look at all of each picture. Approved: {count} of 3.</source>
        <translation>请看完每幅图的全部。已批准：{count}/3。</translation>
    </message>
    <message>
        <source>Nothing identifying is visible</source>
        <translation>未见身份信息</translation>
    </message>
    <message>
        <source>Reading all frames…</source>
        <translation>正在读取全部帧…</translation>
    </message>
    <message>
        <source>The masks were changed. Close this and open it again.</source>
        <translation>遮挡已改动。请关闭后重新打开。</translation>
    </message>
</context>
<context>
    <name>QuestionsPage</name>
    <message>
        <source>Add question</source>
        <translation>添加问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>问题与答案</translation>
    </message>
    <message>
        <source>Remove question</source>
        <translation>移除问题</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Highest risk first</source>
        <translation>风险高者优先</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早者优先</translation>
    </message>
    <message>
        <source>Same device together</source>
        <translation>同一设备相邻</translation>
    </message>
</context>
<context>
    <name>QueueMode</name>
    <message>
        <source>Accepted.</source>
        <translation>已接受。</translation>
    </message>
    <message>
        <source>Everything was looked at and decided. Ctrl+Enter marks it as reviewed.</source>
        <translation>已全部查看并决定。按 Ctrl+Enter 标记“已审”。</translation>
    </message>
    <message>
        <source>Flagged for a second opinion.</source>
        <translation>已标记待议。</translation>
    </message>
    <message>
        <source>Kept visible.</source>
        <translation>已保留可见。</translation>
    </message>
    <message>
        <source>Marked as reviewed.</source>
        <translation>已标记“已审”。</translation>
    </message>
    <message>
        <source>No finding is in hand. Something is still open: Enter goes to it.</source>
        <translation>当前没有选中发现项。还有待办项：按 Enter 前往。</translation>
    </message>
    <message>
        <source>Not ready: something is still open. Enter goes to it.</source>
        <translation>尚不能标记已审：还有待办项。按 Enter 前往。</translation>
    </message>
    <message>
        <source>Rejected.</source>
        <translation>已拒绝。</translation>
    </message>
    <message>
        <source>The flag is taken back.</source>
        <translation>已取消待议标记。</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>a copy of a screen, says Image Type (0008,0008) or Modality (0008,0060)</source>
        <translation>屏幕截图（依据图像类型 (0008,0008) 或检查模态 (0008,0060)）</translation>
    </message>
    <message>
        <source>a lung field in a frontal chest radiograph: check its outline</source>
        <translation>正位胸片中的肺野：请核对轮廓</translation>
    </message>
    <message>
        <source>all of it, since what alone may be seen was not found here</source>
        <translation>整幅图像,因为此处未找到唯一允许显示的部位</translation>
    </message>
    <message>
        <source>an ear of a head that the whole series shows</source>
        <translation>整个序列所显示头部的耳朵</translation>
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
        <source>cannot find lungs and heart: the header says that the view is lateral</source>
        <translation>找不到肺和心脏：文件头说明是侧位</translation>
    </message>
    <message>
        <source>cannot find lungs and heart: the program is not sure that this is a frontal chest</source>
        <translation>找不到肺和心脏：程序不能确定这是正位胸片</translation>
    </message>
    <message>
        <source>cannot find lungs and heart: this does not look like a frontal chest</source>
        <translation>找不到肺和心脏：看起来不是正位胸片</translation>
    </message>
    <message>
        <source>cannot find the genital region: nothing stands out that could be a pelvis</source>
        <translation>找不到生殖部位：没有可能是骨盆的结构</translation>
    </message>
    <message>
        <source>cannot find the genital region: the header does not say that this is a pelvis</source>
        <translation>找不到生殖部位：文件头没有说明是骨盆</translation>
    </message>
    <message>
        <source>cannot find the genital region: the header says that the view is lateral</source>
        <translation>找不到生殖部位：文件头说明是侧位</translation>
    </message>
    <message>
        <source>cannot find the outline of a body: nothing stands out from the air around it</source>
        <translation>找不到身体轮廓：没有与周围空气区分开的结构</translation>
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
        <source>drawn on a related image</source>
        <translation>绘制于相关图像</translation>
    </message>
    <message>
        <source>hidden at this place of the body in a related series</source>
        <translation>在相关序列中,身体的这一位置已遮挡</translation>
    </message>
    <message>
        <source>kept as a laterality marker or a measurement</source>
        <translation>作为方位或测量标记保留</translation>
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
        <source>looks like a face</source>
        <translation>看起来像面部</translation>
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
        <source>maybe a clavicle: a bright band above a lung</source>
        <translation>可能是锁骨：肺上方的亮带</translation>
    </message>
    <message>
        <source>maybe a rib: a bright band that runs as its neighbours do</source>
        <translation>可能是肋骨：与相邻亮带走行一致</translation>
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
        <source>soft tissue beside and below the ribs, where the outline of a breast shows</source>
        <translation>肋骨旁和下方的软组织，此处可见乳房轮廓</translation>
    </message>
    <message>
        <source>technique, position or anatomy: identifies nobody</source>
        <translation>技术参数、体位或解剖部位：不识别任何人</translation>
    </message>
    <message>
        <source>the diaphragm, along the lower border of a lung: check its outline</source>
        <translation>膈，沿肺下缘：请核对轮廓</translation>
    </message>
    <message>
        <source>the face of a head that the whole series shows; it could be rendered</source>
        <translation>整个序列所显示头部的面部，可被三维重建</translation>
    </message>
    <message>
        <source>the genital region by proportions alone, around the middle of the body</source>
        <translation>仅按比例估计的生殖部位，位于身体中部</translation>
    </message>
    <message>
        <source>the genital region: in the middle, above where the thighs part</source>
        <translation>生殖部位：位于中线，两大腿分开处上方</translation>
    </message>
    <message>
        <source>the header says that the film shows the perineum or genitals: all of it</source>
        <translation>文件头说明该片显示会阴或生殖器：整幅图像</translation>
    </message>
    <message>
        <source>the outline of the body; listed only, since hiding all of it would leave nothing to see</source>
        <translation>身体轮廓;仅列出，因为全部遮挡后将一无所见</translation>
    </message>
    <message>
        <source>the outline of the breast in a mammogram</source>
        <translation>乳腺片中的乳房轮廓</translation>
    </message>
    <message>
        <source>the outline of the heart in a frontal chest radiograph: check it</source>
        <translation>正位胸片中的心脏轮廓：请核对</translation>
    </message>
    <message>
        <source>the rib cage in a frontal chest radiograph: check its outline</source>
        <translation>正位胸片中的胸廓：请核对轮廓</translation>
    </message>
    <message>
        <source>the text in this area was read, and is listed by itself</source>
        <translation>此区域的文字已识读，并单独列出</translation>
    </message>
    <message>
        <source>what the collimator, or the edge of the film, left of the image</source>
        <translation>准直器或胶片边缘留下的图像部分</translation>
    </message>
</context>
<context>
    <name>RegionCommands</name>
    <message>
        <source>Brush: {size} px</source>
        <translation>画笔：{size} 像素</translation>
    </message>
    <message>
        <source>Drag a corner to move it. Alt-click an edge to add one, Alt+Shift-click a corner to remove it.</source>
        <translation>拖动顶点可移动。Alt+单击边添加顶点，Alt+Shift+单击顶点将其删除。</translation>
    </message>
    <message>
        <source>Images of another size that were left out: {count}.</source>
        <translation>未应用于其他尺寸的图像：{count} 幅。</translation>
    </message>
    <message>
        <source>The region applies to 1 image.</source>
        <translation>区域应用于 1 幅图像。</translation>
    </message>
    <message>
        <source>The region applies to {count} images.</source>
        <translation>区域应用于 {count} 幅图像。</translation>
    </message>
</context>
<context>
    <name>RegionEditor</name>
    <message>
        <source>Applies to</source>
        <translation>应用到</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>第一帧</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>最后一帧</translation>
    </message>
    <message>
        <source>Region by numbers</source>
        <translation>按数值编辑区域</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
</context>
<context>
    <name>ReminderStrip</name>
    <message>
        <source>All of this series may be seen</source>
        <translation>本序列可以全部显示</translation>
    </message>
    <message>
        <source>Chosen body parts</source>
        <translation>已选择的身体部位</translation>
    </message>
    <message>
        <source>Draw a region over it, or select one that you drew.</source>
        <translation>请在其上绘制区域,或选中您绘制的区域。</translation>
    </message>
    <message>
        <source>It is not in this series</source>
        <translation>本序列中没有该部位</translation>
    </message>
    <message>
        <source>The selected region shows it</source>
        <translation>所选区域即该部位</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files by result</source>
        <translation>按结果统计的文件</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Nothing failed or was set aside.</source>
        <translation>没有失败或搁置的文件。</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>没有剩余的文件。</translation>
    </message>
    <message>
        <source>Open folder of results</source>
        <translation>打开结果文件夹</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Originals were not changed.</source>
        <translation>原始文件未改动。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>重试失败的文件</translation>
    </message>
    <message>
        <source>Stopped after {time}.</source>
        <translation>{time}后停止。</translation>
    </message>
    <message>
        <source>The run ended after {time}.</source>
        <translation>运行在{time}后结束。</translation>
    </message>
    <message>
        <source>○ Not reviewed – proposed by batch</source>
        <translation>○ 未审核 – 由批量处理建议</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>1 chosen body part not marked</source>
        <translation>1 个所选身体部位未标出</translation>
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
        <source>Can&apos;t be judged</source>
        <translation>无法判断</translation>
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
        <source>Mixed patients</source>
        <translation>混有多名患者</translation>
    </message>
    <message>
        <source>Names nobody</source>
        <translation>不指向任何人</translation>
    </message>
    <message>
        <source>Needs second opinion</source>
        <translation>待议</translation>
    </message>
    <message>
        <source>No text</source>
        <translation>不是文字</translation>
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
        <source>Other reason</source>
        <translation>其他原因</translation>
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
        <source>The header is wrong</source>
        <translation>头信息有误</translation>
    </message>
    <message>
        <source>This image changed after review. Review it again.</source>
        <translation>该图像审后有改动,请重新审核。</translation>
    </message>
    <message>
        <source>This series can&apos;t be released: {reason}. Return it to review first.</source>
        <translation>此序列不能放行：{reason}。请先退回审核。</translation>
    </message>
    <message>
        <source>Top edge not viewed</source>
        <translation>上边缘未浏览</translation>
    </message>
    <message>
        <source>Why may it stay visible?</source>
        <translation>为什么可以保留可见？</translation>
    </message>
    <message>
        <source>Why must this series not leave?</source>
        <translation>为什么此序列不得外传？</translation>
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
        <source>{count} chosen body parts not marked</source>
        <translation>{count} 个所选身体部位未标出</translation>
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
    <name>RunPage</name>
    <message>
        <source>Choose project…</source>
        <translation>选择项目…</translation>
    </message>
    <message>
        <source>Dask scheduler (empty: this computer):</source>
        <translation>Dask 调度器（空：本机）：</translation>
    </message>
    <message>
        <source>Each result is read back, checked, and searched for text outside its mask. Results are “Not reviewed – proposed by batch”. Originals are only read.</source>
        <translation>每个结果都会重新读取、检查，并查找遮挡之外的文字。结果为“未审核 – 由批量处理建议”。原始文件只被读取。</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>Go on with the run that was not finished; files left: {count}</source>
        <translation>继续未完成的运行；剩余文件：{count}</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>不使用项目</translation>
    </message>
    <message>
        <source>Project (empty: beside the results):</source>
        <translation>项目(留空:放在结果旁):</translation>
    </message>
    <message>
        <source>Runs of one project give the same names, UIDs and moved dates. Its folder holds key and links.</source>
        <translation>同一项目的各次运行给出相同的名称、UID 和平移后的日期。其文件夹保存密钥和对应关系。</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>开始运行</translation>
    </message>
    <message>
        <source>Worker processes:</source>
        <translation>工作进程：</translation>
    </message>
    <message>
        <source>Write each mask as DICOM Segmentation, too</source>
        <translation>同时将每个遮罩写为 DICOM 分割</translation>
    </message>
</context>
<context>
    <name>SaveTemplateDialog</name>
    <message>
        <source>For images of which all of this is true:</source>
        <translation>适用于满足以下所有条件的图像：</translation>
    </message>
    <message>
        <source>It is kept in your library without pixels or names, and can be used after a test on files (File ▸ Bulk…). Don&apos;t put a patient&apos;s name into the title.</source>
        <translation>它保存在您的模板库中，不含像素或姓名；用文件测试后才能使用（文件 ▸ 批量处理…）。标题中请勿写入患者姓名。</translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation>保存方式</translation>
    </message>
    <message>
        <source>Keep as:</source>
        <translation>保存方式：</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新模板</translation>
    </message>
    <message>
        <source>New version of “{title}”</source>
        <translation>“{title}”的新版本</translation>
    </message>
    <message>
        <source>Only this View Position</source>
        <translation>仅限此投照体位</translation>
    </message>
    <message>
        <source>Only with the same ultrasound regions</source>
        <translation>仅限相同的超声区域</translation>
    </message>
    <message>
        <source>Save as template</source>
        <translation>保存为模板</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>标题：</translation>
    </message>
    <message>
        <source>Use this mask for other images of this device and size. Accepted regions: {count}.</source>
        <translation>将此遮挡用于该设备、该尺寸的其他图像：已接受 {count} 个区域。</translation>
    </message>
</context>
<context>
    <name>Scopes</name>
    <message>
        <source>All frames of this image</source>
        <translation>本图像的所有帧</translation>
    </message>
    <message>
        <source>All images of this device and size</source>
        <translation>同设备同尺寸的所有图像</translation>
    </message>
    <message>
        <source>All images of this series and size</source>
        <translation>同序列同尺寸的所有图像</translation>
    </message>
    <message>
        <source>Some frames of this image</source>
        <translation>本图像的部分帧</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>仅此帧</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>不变</translation>
    </message>
</context>
<context>
    <name>SeriesPanel</name>
    <message>
        <source>Images of the series</source>
        <translation>本序列的图像</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
</context>
<context>
    <name>SettingForm</name>
    <message>
        <source>Set by {file}</source>
        <translation>由 {file} 设定</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>A sample may be reviewed for the whole; records say so</source>
        <translation>允许抽样审核代替全部审核；记录中会注明</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Breast contours are searched in every case</source>
        <translation>在每个病例中检测乳房轮廓</translation>
    </message>
    <message>
        <source>Bulk: many files at once</source>
        <translation>批量：一次处理大量文件</translation>
    </message>
    <message>
        <source>CT: a projection may stand for frames of one size</source>
        <translation>CT：尺寸一致的帧可用投影图代替</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Dim</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Drag up for darker, and left for a wider window</source>
        <translation>向上拖动变暗，向左拖动加宽窗宽</translation>
    </message>
    <message>
        <source>Faces are searched in every case</source>
        <translation>在每个病例中检测面部</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Hours until saved edits, and what is kept on disk for speed, are destroyed</source>
        <translation>已保存的编辑和为提速而存于磁盘的内容在多少小时后销毁</translation>
    </message>
    <message>
        <source>How long a frame must be shown to count as looked at</source>
        <translation>一帧须显示多久才算已浏览</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>MR: a projection may stand for frames of one size</source>
        <translation>MR：尺寸一致的帧可用投影图代替</translation>
    </message>
    <message>
        <source>Memory for decoded frames</source>
        <translation>用于已解码帧的内存</translation>
    </message>
    <message>
        <source>Minutes without key or mouse until the window blanks; 0 is never</source>
        <translation>无键盘鼠标操作多少分钟后隐藏窗口；0 表示从不</translation>
    </message>
    <message>
        <source>Modality, such as CT; - is pictures that state none</source>
        <translation>设备类型（如 CT）；“-”表示未注明类型的图片</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>One person alone may review and release; records say so</source>
        <translation>允许一人独自审核并放行；记录中会注明</translation>
    </message>
    <message>
        <source>Panels stay where they are</source>
        <translation>锁定面板位置</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Rate of a cine that states none</source>
        <translation>未注明速率的电影回放速率</translation>
    </message>
    <message>
        <source>Rejecting a finding asks for a reason from this confidence on, and for every match with the header</source>
        <translation>置信度达到此值的发现项以及所有与文件头匹配的发现项，拒绝时须说明理由</translation>
    </message>
    <message>
        <source>Review: image by image</source>
        <translation>审核：逐幅查看</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Teaching: few images, for others to see</source>
        <translation>教学：少量图像，供他人查看</translation>
    </message>
    <message>
        <source>The genital region is searched in every case</source>
        <translation>在每个病例中检测生殖部位</translation>
    </message>
    <message>
        <source>The guided tour was finished or skipped</source>
        <translation>导览已完成或已跳过</translation>
    </message>
    <message>
        <source>The questions of the first start are answered</source>
        <translation>首次启动的问题已回答</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>US: a projection may stand for frames of one size</source>
        <translation>US：尺寸一致的帧可用投影图代替</translation>
    </message>
    <message>
        <source>VOI LUT Function; LINEAR if it is left out</source>
        <translation>VOI LUT Function；省略时为 LINEAR</translation>
    </message>
    <message>
        <source>What the program is used for; it decides how wide the panels are at first</source>
        <translation>程序的用途；决定面板的初始宽度</translation>
    </message>
    <message>
        <source>Window center</source>
        <translation>窗位</translation>
    </message>
    <message>
        <source>Window width</source>
        <translation>窗宽</translation>
    </message>
    <message>
        <source>XA: a projection may stand for frames of one size</source>
        <translation>XA：尺寸一致的帧可用投影图代替</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Every image is searched by all of these. What they propose stays hidden until you reject it.</source>
        <translation>每幅图像都会经过以下所有检测。其建议遮挡的内容在您拒绝之前始终保持遮挡。</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置页面</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>These look for parts of the body, and only where a policy or you ask for it.</source>
        <translation>以下检测查找身体部位,仅在策略或您要求时运行。</translation>
    </message>
    <message>
        <source>redactor {version}

Takes patient identity out of DICOM images, on this computer alone.

Licence: Apache 2.0. Qt {qt}.

Your settings: {own}
Settings of the site, which win: {site}</source>
        <translation>redactor {version}

去除 DICOM 图像中的患者身份信息，仅在本机运行。

许可证：Apache 2.0。Qt {qt}。

您的设置：{own}
优先的机构设置：{site}</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>A short tour of the sample case shows all that a review needs.</source>
        <translation>示例病例的简短导览会介绍审核所需的全部操作。</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现项</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Start the tour</source>
        <translation>开始导览</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts and mouse</source>
        <translation>键盘快捷键与鼠标</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
</context>
<context>
    <name>SidePanels</name>
    <message>
        <source>Findings</source>
        <translation>发现项</translation>
    </message>
    <message>
        <source>Hidden data</source>
        <translation>隐藏数据</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除内容</translation>
    </message>
    <message>
        <source>What will be removed</source>
        <translation>将删除的内容</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Apply masks that were saved as templates to many files. Originals stay where they are.</source>
        <translation>将保存为模板的遮挡用于多个文件。原始文件保持原处。</translation>
    </message>
    <message>
        <source>Choose folder for results…</source>
        <translation>选择结果文件夹…</translation>
    </message>
    <message>
        <source>Choose folder of images…</source>
        <translation>选择图像文件夹…</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Folder with images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>Images:</source>
        <translation>图像：</translation>
    </message>
    <message>
        <source>Results:</source>
        <translation>结果：</translation>
    </message>
    <message>
        <source>↻ This folder holds a run that was not finished; files left: {count}. Go on with it in step 5.</source>
        <translation>↻ 该文件夹中有未完成的运行；剩余文件：{count}。请在第 5 步继续。</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Choice of body parts</source>
        <translation>身体部位选择</translation>
    </message>
    <message>
        <source>Header match</source>
        <translation>与患者信息匹配</translation>
    </message>
    <message>
        <source>Related series</source>
        <translation>相关序列</translation>
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
    <name>StandingCommands</name>
    <message>
        <source>The release was taken back here. Files that were exported are still where they were put: fetch them back, or have them deleted.</source>
        <translation>放行已在此处撤回。已导出的文件仍在原处：请取回，或让人删除。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Kept visible</source>
        <translation>保留可见</translation>
    </message>
    <message>
        <source>Listed, stays visible</source>
        <translation>仅列出，保持可见</translation>
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
    <name>Summary</name>
    <message>
        <source>Flagged for a second opinion: {count}</source>
        <translation>标记待议：{count}</translation>
    </message>
    <message>
        <source>Quarantined: {count}</source>
        <translation>已隔离：{count}</translation>
    </message>
    <message>
        <source>Review queue</source>
        <translation>审核队列</translation>
    </message>
    <message>
        <source>Reviewed: {count}</source>
        <translation>已审：{count}</translation>
    </message>
    <message>
        <source>Still open: {count}</source>
        <translation>未完成：{count}</translation>
    </message>
</context>
<context>
    <name>Surface</name>
    <message>
        <source>A face detector finds a face before ({before}), and none as masked ({after}).</source>
        <translation>面部检测器在遮盖前找到面部（{before}），按现有遮盖未找到（{after}）。</translation>
    </message>
    <message>
        <source>A face detector finds no face even before ({before}; masked: {after}). Look yourself.</source>
        <translation>面部检测器在遮盖前也未找到面部（{before}；遮盖后：{after}）。请自行查看。</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>As masked now</source>
        <translation>按现有遮盖</translation>
    </message>
    <message>
        <source>From the front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>From the patient&apos;s left</source>
        <translation>从患者左侧</translation>
    </message>
    <message>
        <source>From the patient&apos;s right</source>
        <translation>从患者右侧</translation>
    </message>
    <message>
        <source>No face detector is installed. Judge by the pictures alone.</source>
        <translation>未安装面部检测器。请仅凭图像判断。</translation>
    </message>
    <message>
        <source>Proposed regions count as masked. That no detector finds a face is no proof that nobody can tell who it is: skull, teeth, forehead and the shape of the head remain.</source>
        <translation>建议的区域按已遮盖计算。检测器未找到面部，并不能证明无人能认出此人：颅骨、牙齿、前额和头形仍然保留。</translation>
    </message>
    <message>
        <source>Rendering broke off. Close this window and try again.</source>
        <translation>重建中断。请关闭此窗口后重试。</translation>
    </message>
    <message>
        <source>Surface of the head</source>
        <translation>头部表面</translation>
    </message>
    <message>
        <source>The program can&apos;t tell that this is a head. It is shown as it lies.</source>
        <translation>程序无法确认这是头部，按其原有位置显示。</translation>
    </message>
    <message>
        <source>The series is being rendered.</source>
        <translation>正在重建此序列。</translation>
    </message>
    <message>
        <source>This series can&apos;t be rendered: it is no stack of slices, or one too thin to show a surface.</source>
        <translation>此序列无法重建：它不是成组的断层，或太薄而无法显示表面。</translation>
    </message>
    <message>
        <source>▲ A face detector still finds a face ({before}; masked: {after}).</source>
        <translation>▲ 面部检测器仍能找到面部（{before}；遮盖后：{after}）。</translation>
    </message>
    <message>
        <source>▲ Nothing of this series is masked. A face detector says: {before}.</source>
        <translation>▲ 此序列没有任何遮盖。面部检测器结果：{before}。</translation>
    </message>
</context>
<context>
    <name>SurfaceCommands</name>
    <message>
        <source>A face is proposed on images: {count}. Look at each, and at the surface.</source>
        <translation>已在 {count} 幅图像上建议遮盖面部。请逐幅查看，并查看表面。</translation>
    </message>
    <message>
        <source>No head can be found in this series. That does not mean that it shows no face.</source>
        <translation>在此序列中找不到头部。这并不表示其中没有面部。</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>The search for a face in a series broke off. Look at its surface yourself.</source>
        <translation>在一个序列中查找面部时中断。请自行查看其表面。</translation>
    </message>
</context>
<context>
    <name>Teaching</name>
    <message>
        <source>Add an image to the case first.</source>
        <translation>请先将图像加入病例。</translation>
    </message>
    <message>
        <source>Age, in bands</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>An image of the case is not in this folder of results. Remove it.</source>
        <translation>病例中有图像不在此结果文件夹中，请将其移除。</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>Body part</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Choose a new or empty folder for the export.</source>
        <translation>请为导出选择新文件夹或空文件夹。</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Differential diagnosis</source>
        <translation>鉴别诊断</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>讨论</translation>
    </message>
    <message>
        <source>Drawing images: {done} of {count}</source>
        <translation>正在绘制图像：{done}/{count}</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>影像表现</translation>
    </message>
    <message>
        <source>History</source>
        <translation>病史</translation>
    </message>
    <message>
        <source>Image {number}</source>
        <translation>图像 {number}</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>检查类型</translation>
    </message>
    <message>
        <source>Putting the invisible mark into the pictures</source>
        <translation>正在写入不可见标记</translation>
    </message>
    <message>
        <source>Question {number}</source>
        <translation>问题 {number}</translation>
    </message>
    <message>
        <source>Reading results: {done} of {count}</source>
        <translation>正在读取结果：{done}/{count}</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Some words may identify somebody. They are listed below.</source>
        <translation>有些文字可能识别个人，已列在下方。</translation>
    </message>
    <message>
        <source>Something is still being worked on.</source>
        <translation>仍有操作正在进行。</translation>
    </message>
    <message>
        <source>The words of the headers are still being read.</source>
        <translation>仍在读取头信息中的文字。</translation>
    </message>
    <message>
        <source>Tick at least one format.</source>
        <translation>请至少勾选一种格式。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>View</source>
        <translation>体位</translation>
    </message>
    <message>
        <source>Writing and checking formats: {done} of {count}</source>
        <translation>正在写入并检查格式：{done}/{count}</translation>
    </message>
    <message>
        <source>add image</source>
        <translation>添加图像</translation>
    </message>
    <message>
        <source>arrow or label</source>
        <translation>箭头或标签</translation>
    </message>
    <message>
        <source>both</source>
        <translation>双语</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>confirm a word</source>
        <translation>确认用词</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>other order</source>
        <translation>调整顺序</translation>
    </message>
    <message>
        <source>remove image</source>
        <translation>移除图像</translation>
    </message>
    <message>
        <source>window or frames</source>
        <translation>窗或帧</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>“{text}” looks like a date</source>
        <translation>“{text}”像日期</translation>
    </message>
    <message>
        <source>“{text}” looks like a name</source>
        <translation>“{text}”像人名</translation>
    </message>
    <message>
        <source>“{text}” looks like a number of somebody</source>
        <translation>“{text}”像个人号码</translation>
    </message>
    <message>
        <source>“{text}” looks like an address</source>
        <translation>“{text}”像地址</translation>
    </message>
    <message>
        <source>“{text}” stands in the header of the images</source>
        <translation>“{text}”出现在图像头信息中</translation>
    </message>
    <message>
        <source>⛔ left out</source>
        <translation>⛔ 未生成</translation>
    </message>
    <message>
        <source>✔ done</source>
        <translation>✔ 完成</translation>
    </message>
    <message>
        <source>✔ done earlier</source>
        <translation>✔ 先前已完成</translation>
    </message>
    <message>
        <source>✖ failed</source>
        <translation>✖ 失败</translation>
    </message>
</context>
<context>
    <name>TeachingCommands</name>
    <message>
        <source>Key images: {count}</source>
        <translation>关键图像：{count}</translation>
    </message>
    <message>
        <source>This frame is no key image any more.</source>
        <translation>此帧不再是关键图像。</translation>
    </message>
    <message>
        <source>★ Key image {number}. Ctrl+3 opens the teaching workspace.</source>
        <translation>★ 关键图像 {number}。按 Ctrl+3 打开教学工作区。</translation>
    </message>
    <message>
        <source>★ This frame is one of {count} key images</source>
        <translation>★ 此帧为 {count} 个关键图像之一</translation>
    </message>
    <message>
        <source>★ This frame is the only key image</source>
        <translation>★ 本帧是唯一的关键图像</translation>
    </message>
</context>
<context>
    <name>TeachingWindow</name>
    <message>
        <source>1 key image is not among these results: export it first.</source>
        <translation>1 个关键图像不在这些结果中：请先导出。</translation>
    </message>
    <message>
        <source>1 other file left out</source>
        <translation>另有 1 个文件未列入</translation>
    </message>
    <message>
        <source>Add as stack</source>
        <translation>作为层叠加入</translation>
    </message>
    <message>
        <source>Add key images ({count})</source>
        <translation>添加关键图像（{count}）</translation>
    </message>
    <message>
        <source>Add to case</source>
        <translation>加入病例</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Case: 1 image</source>
        <translation>病例：1 个图像</translation>
    </message>
    <message>
        <source>Case: {count} images</source>
        <translation>病例：{count} 个图像</translation>
    </message>
    <message>
        <source>Choose a folder of results.</source>
        <translation>请选择结果文件夹。</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Enter or a double click does the same.</source>
        <translation>按回车或双击效果相同。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Folder of results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Folder of results…</source>
        <translation>结果文件夹…</translation>
    </message>
    <message>
        <source>Frames that were marked with K in the review window.</source>
        <translation>在审核窗口中按 K 标记的帧。</translation>
    </message>
    <message>
        <source>Go on without saving</source>
        <translation>不保存，继续</translation>
    </message>
    <message>
        <source>Open a teaching case</source>
        <translation>打开教学病例</translation>
    </message>
    <message>
        <source>Open case…</source>
        <translation>打开病例…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Results of the folder</source>
        <translation>文件夹中的结果</translation>
    </message>
    <message>
        <source>Results: {count}</source>
        <translation>结果：{count}</translation>
    </message>
    <message>
        <source>Save case</source>
        <translation>保存病例</translation>
    </message>
    <message>
        <source>Save case as…</source>
        <translation>病例另存为…</translation>
    </message>
    <message>
        <source>Save the teaching case</source>
        <translation>保存教学病例</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Teaching: a case that can be shown</source>
        <translation>教学：可展示的病例</translation>
    </message>
    <message>
        <source>The case was changed and not saved since.</source>
        <translation>病例已更改，尚未保存。</translation>
    </message>
    <message>
        <source>The case was saved.</source>
        <translation>病例已保存。</translation>
    </message>
    <message>
        <source>The selected results become one image of the case, to scroll through. They must be of one size.</source>
        <translation>所选结果合为病例的一个可滚动图像，尺寸必须相同。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>{count} key images are not among these results: export them first.</source>
        <translation>{count} 个关键图像不在这些结果中：请先导出。</translation>
    </message>
    <message>
        <source>{count} other files left out</source>
        <translation>另有 {count} 个文件未列入</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>A marker such as L or R has to stay. Select it and keep it: [{key}]</source>
        <translation>左右方位标记（如 L、R）必须保留。选中后保留：[{key}]</translation>
    </message>
    <message>
        <source>A name or number has to go. Accept the finding that is selected: [{key}]</source>
        <translation>姓名或号码必须去除。接受所选的发现项：[{key}]</translation>
    </message>
    <message>
        <source>Look at what lies beneath. Hold for the original: [{key}]</source>
        <translation>查看遮挡下的内容。按住以显示原图：[{key}]</translation>
    </message>
    <message>
        <source>Some findings are none. Select one and reject it: [{key}]</source>
        <translation>有些发现项并非问题。选中一项并拒绝：[{key}]</translation>
    </message>
    <message>
        <source>That was all. Export writes checked copies; the originals stay as they are. Open images of your own now.</source>
        <translation>导览到此结束。导出会写出经过检查的副本，原始文件保持不变。现在请打开您自己的图像。</translation>
    </message>
    <message>
        <source>What may identify the patient is proposed, and hidden. Go to the first finding: [{key}]</source>
        <translation>可能识别患者的内容已列为建议并遮挡。转到第一个发现项：[{key}]</translation>
    </message>
    <message>
        <source>When everything is decided, mark the image as reviewed: [{key}]</source>
        <translation>全部决定后，将图像标记为已审：[{key}]</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>跳过导览</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
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
        <source>Original shown</source>
        <translation>正在显示原图</translation>
    </message>
    <message>
        <source>Shown uncovered: {count}</source>
        <translation>未遮盖显示：{count}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Counting files… {count}</source>
        <translation>正在计数… {count} 个文件</translation>
    </message>
    <message>
        <source>Drop DICOM files, folders or ZIP archives here</source>
        <translation>将 DICOM 文件、文件夹或 ZIP 压缩包拖放到此处</translation>
    </message>
    <message>
        <source>Nothing has been changed. Originals stay where they are.</source>
        <translation>尚未作任何修改，原始文件保持不变。</translation>
    </message>
    <message>
        <source>Reading files… {done} of {count}</source>
        <translation>正在读取… {done}/{count} 个文件</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>Headings in:</source>
        <translation>标题语言：</translation>
    </message>
    <message>
        <source>Language of the headings</source>
        <translation>标题语言</translation>
    </message>
    <message>
        <source>Quiz: the answer comes after the images</source>
        <translation>测验：答案在图像之后</translation>
    </message>
    <message>
        <source>Very rare findings can identify a patient even without a name.</source>
        <translation>非常罕见的表现即使没有姓名也可能识别患者。</translation>
    </message>
</context>
<context>
    <name>_Pictures</name>
    <message>
        <source>still</source>
        <translation>静态图像</translation>
    </message>
    <message>
        <source>{count} frames</source>
        <translation>{count} 帧</translation>
    </message>
    <message>
        <source>○ not released: DRAFT</source>
        <translation>○ 未放行：草稿</translation>
    </message>
    <message>
        <source>✔ released</source>
        <translation>✔ 已放行</translation>
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
